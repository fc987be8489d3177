package io.tidegate.sandbox.people;

import java.time.LocalDate;
import java.util.UUID;

/** A made-up person. What is null is not known of them. */
record Person(
    UUID id,
    String firstName,
    String middleName,
    String lastName,
    Integer gender,
    String email,
    String mobile,
    LocalDate birthDate,
    Home home,
    boolean noBulkEmail,
    boolean noPhone) {

  /** Where a person lives. */
  record Home(String line1, String line2, String postcode, String city, String country) {}
}
