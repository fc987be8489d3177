package io.tidegate.workflow;

import java.util.Arrays;
import java.util.Optional;

/** Why a record was refused for good. The names are stored and shown, and never change. */
public enum ReasonCode {
  /** The mapping cannot make a record of it. */
  UNMAPPABLE("unmappable"),
  /** A row of an export file cannot be understood. */
  UNREADABLE("unreadable"),
  /** The target refuses it. */
  REFUSED("refused"),
  /** The target failed on it over and over while it took others. */
  POISON("poison"),
  /** The record that it links to has not come. */
  MISSING_PARENT("missingParent"),
  /** It was to be deleted, and others still link to it. */
  CHILDREN_REMAIN("childrenRemain"),
  /** The contact that the event belongs to has not come. */
  MISSING_CONTACT("missingContact"),
  /** The target has several records with its key. */
  SEVERAL_MATCHES("severalMatches");

  private final String json;

  ReasonCode(String json) {
    this.json = json;
  }

  /** As it is stored and shown. */
  public String json() {
    return json;
  }

  public static Optional<ReasonCode> ofJson(String json) {
    return Arrays.stream(values()).filter(code -> code.json.equals(json)).findFirst();
  }
}
