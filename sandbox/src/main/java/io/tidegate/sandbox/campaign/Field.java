package io.tidegate.sandbox.campaign;

import java.util.List;

/**
 * A field of the profile.
 *
 * @param item the item it is part of ({@code postalAddress}), empty for most
 * @param name its name in the API
 * @param label what people read
 * @param maxLength longest text in characters, 0 when it holds no text
 * @param values internal names of an enumeration's values, the first being the default
 * @param readOnly whether Campaign computes it
 * @param custom whether the customer added it: then only the extended API shows it
 * @param ordinal its place in a profile's values, -1 when it is computed
 */
record Field(
    String item,
    String name,
    String label,
    FieldType type,
    int maxLength,
    DataPolicy policy,
    List<String> values,
    boolean readOnly,
    boolean custom,
    int ordinal) {
  Field {
    values = List.copyOf(values);
  }

  /** Its name below the profile: {@code postalAddress.city}. */
  String path() {
    return item.isEmpty() ? name : item + "." + name;
  }

  Field at(int newOrdinal) {
    return new Field(
        item, name, label, type, maxLength, policy, values, readOnly, custom, newOrdinal);
  }
}
