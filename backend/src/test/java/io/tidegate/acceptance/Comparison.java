package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Compares both systems record by record and field by field, over HTTP, with rules written down
 * here a second time: it shares no code with the mapping it checks.
 */
final class Comparison {
  private static final String SELECT =
      "contactid,firstname,lastname,emailaddress1,mobilephone,birthdate,gendercode,"
          + "address1_line1,address1_line2,address1_city,address1_postalcode";

  private Comparison() {}

  /** Every contact is in Campaign exactly once, with the same content, and nothing else is. */
  static void assertInStep(SandboxServer sandbox) {
    Map<String, JsonObject> contacts = sandbox.contacts(SELECT);
    List<JsonObject> profiles = sandbox.profiles();
    Map<String, JsonObject> byKey = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (JsonObject profile : profiles) {
      if (byKey.put(profile.getString("externalId"), profile) != null) {
        twice.add(profile.getString("externalId"));
      }
    }
    assertThat(twice).as("contacts with more than one profile").isEmpty();
    assertThat(byKey.keySet()).as("contacts with a profile").isEqualTo(contacts.keySet());
    List<String> differences = new ArrayList<>();
    contacts.forEach((id, contact) -> compare(id, contact, byKey.get(id), differences));
    assertThat(differences).as("fields that differ").isEmpty();
  }

  private static void compare(
      String id, JsonObject contact, JsonObject profile, List<String> differences) {
    JsonObject address = profile.getJsonObject("postalAddress", new JsonObject());
    Map<String, String[]> fields =
        Map.of(
            "firstName", pair(cut(text(contact, "firstname"), 30), text(profile, "firstName")),
            "lastName", pair(cut(text(contact, "lastname"), 50), text(profile, "lastName")),
            "email", pair(text(contact, "emailaddress1"), text(profile, "email")),
            "mobilePhone", pair(text(contact, "mobilephone"), text(profile, "mobilePhone")),
            "birthDate", pair(text(contact, "birthdate"), text(profile, "birthDate")),
            "gender", pair(gender(contact), text(profile, "gender")),
            "line1", pair(text(contact, "address1_line1"), text(address, "line1")),
            "line2", pair(text(contact, "address1_line2"), text(address, "line2")),
            "city", pair(text(contact, "address1_city"), text(address, "city")),
            "zipCode", pair(text(contact, "address1_postalcode"), text(address, "zipCode")));
    fields.forEach(
        (field, values) -> {
          // Campaign's data policies may change a text's case, and nothing else of it.
          if (!values[0].toLowerCase(Locale.ROOT).equals(values[1].toLowerCase(Locale.ROOT))) {
            differences.add("%s %s: <%s> <%s>".formatted(id, field, values[0], values[1]));
          }
        });
  }

  private static String[] pair(String expected, String found) {
    return new String[] {expected, found};
  }

  private static String text(JsonObject record, String field) {
    return Objects.toString(record.getValue(field), "").strip();
  }

  private static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length)).strip();
  }

  private static String gender(JsonObject contact) {
    return switch (text(contact, "gendercode")) {
      case "1" -> "male";
      case "2" -> "female";
      default -> "unknown";
    };
  }
}
