package io.tidegate.dynamics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table of Dynamics.
 *
 * @param label what users call it
 * @param entitySetName its name in addresses: {@code contacts}
 * @param primaryNameAttribute the column that names a row; null for a table that has none
 * @param attributes by logical name, those that can be read; none where tables are only listed
 * @param keys its alternate keys; none where tables are only listed
 */
public record EntityDefinition(
    String logicalName,
    String label,
    String entitySetName,
    String primaryIdAttribute,
    String primaryNameAttribute,
    boolean changeTrackingEnabled,
    boolean custom,
    Map<String, Attribute> attributes,
    List<AlternateKey> keys) {

  /** A table of which nothing more is known. */
  public EntityDefinition(
      String logicalName,
      String entitySetName,
      String primaryIdAttribute,
      boolean changeTrackingEnabled,
      Map<String, Attribute> attributes) {
    this(
        logicalName,
        logicalName,
        entitySetName,
        primaryIdAttribute,
        null,
        changeTrackingEnabled,
        false,
        attributes,
        List.of());
  }

  /** What keeps its changes from being tracked, as a sentence; empty when they are. */
  public Optional<String> untracked() {
    return changeTrackingEnabled
        ? Optional.empty()
        : Optional.of("Change tracking is off for the Dynamics 365 table " + logicalName + ".");
  }

  /** The attributes' types, as a mapping asks for them. */
  public Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    attributes.forEach((name, attribute) -> types.put(name, attribute.type()));
    return types;
  }

  /** The labels of option columns, by attribute and option number; yes/no columns have none. */
  public Map<String, Map<String, String>> labels() {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    for (Attribute attribute : attributes.values()) {
      if (!attribute.options().isEmpty() && !attribute.type().equals("Boolean")) {
        Map<String, String> byOption = new LinkedHashMap<>();
        attribute
            .options()
            .forEach(option -> byOption.put(String.valueOf(option.value()), option.label()));
        labels.put(attribute.logicalName(), byOption);
      }
    }
    return labels;
  }

  /**
   * A column.
   *
   * @param label what users call it
   * @param type Dynamics' {@code AttributeType}: {@code String}, {@code Picklist}, {@code
   *     DateTime}…; {@code MultiSelectPicklist}, which Dynamics itself calls {@code Virtual}
   * @param maxLength in characters, for {@code String} and {@code Memo}
   * @param required whether Dynamics demands a value
   * @param format of a {@code DateTime}: {@code DateOnly} or {@code DateAndTime}
   * @param behavior of a {@code DateTime}: {@code UserLocal}, {@code DateOnly} or {@code
   *     TimeZoneIndependent}
   * @param options of option columns and of yes/no (1 and 0)
   * @param targets the tables that a lookup may point to
   */
  public record Attribute(
      String logicalName,
      String label,
      String type,
      OptionalInt maxLength,
      boolean required,
      Optional<String> format,
      Optional<String> behavior,
      List<Option> options,
      List<String> targets) {

    /** A column of which nothing more is known. */
    public Attribute(String logicalName, String type, OptionalInt maxLength) {
      this(
          logicalName,
          logicalName,
          type,
          maxLength,
          false,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());
    }

    /** Whether it is a day without a time. */
    public boolean dateOnly() {
      return format.or(() -> behavior).filter("DateOnly"::equals).isPresent();
    }
  }

  /** One choice of an option column. */
  public record Option(int value, String label) {}

  /** An alternate key. */
  public record AlternateKey(String name, List<String> attributes) {}
}
