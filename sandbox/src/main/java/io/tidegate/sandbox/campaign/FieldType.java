package io.tidegate.sandbox.campaign;

import java.util.Optional;

/** The kinds of fields, with the names that the metadata gives them. */
enum FieldType {
  STRING("string", "string"),
  NUMBER("number", "long"),
  DOUBLE("number", "double"),
  BOOLEAN("boolean", "boolean"),
  DATE("date", "date"),
  DATETIME("date", "datetime"),
  ENUMERATION("enumeration", "string"),
  /** Its value is the number that the record it leads to has in its store. */
  LINK("link", "link");

  private final String type;
  private final String resType;

  FieldType(String type, String resType) {
    this.type = type;
    this.resType = resType;
  }

  /** The metadata's {@code type}. */
  String type() {
    return type;
  }

  /** The metadata's technical {@code resType}. */
  String resType() {
    return resType;
  }

  static Optional<FieldType> of(String name) {
    for (FieldType type : values()) {
      if (type.type.equals(name) || type.resType.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
