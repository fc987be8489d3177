package io.tidegate.dynamics;

import java.util.Map;
import java.util.Optional;
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

  /** What keeps its changes from being tracked, as a sentence; empty when they are. */
  public Optional<String> untracked() {
    return changeTrackingEnabled
        ? Optional.empty()
        : Optional.of("Change tracking is off for the Dynamics 365 table " + logicalName + ".");
  }

  /**
   * A column.
   *
   * @param type Dynamics' {@code AttributeType}: {@code String}, {@code Picklist}, {@code
   *     DateTime}…
   * @param maxLength in characters, for {@code String} and {@code Memo}
   */
  public record Attribute(String logicalName, String type, OptionalInt maxLength) {}
}
