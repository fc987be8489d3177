package io.tidegate.dynamics;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A table of Dynamics.
 *
 * @param entitySetName its name in addresses: {@code contacts}
 * @param attributes by logical name
 */
public record EntityDefinition(
    String logicalName,
    String entitySetName,
    String primaryIdAttribute,
    boolean changeTrackingEnabled,
    Map<String, Attribute> attributes) {

  /**
   * A column.
   *
   * @param type Dynamics' {@code AttributeType}: {@code String}, {@code Picklist}, {@code
   *     DateTime}…
   * @param maxLength in characters, for {@code String} and {@code Memo}
   */
  public record Attribute(String logicalName, String type, OptionalInt maxLength) {}
}
