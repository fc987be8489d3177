package io.tidegate.mapping;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Dynamics' attribute types, by the names its metadata gives them, and how their values stand in a
 * row.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/attributetypecode">AttributeTypeCode</a>
 */
public final class SourceTypes {
  /** Several options at once. The metadata calls it {@code Virtual}; the typed cast tells. */
  public static final String MULTI_SELECT = "MultiSelectPicklist";

  private static final Set<String> LOOKUPS = Set.of("Lookup", "Customer", "Owner");
  private static final Set<String> OPTIONS = Set.of("Picklist", "State", "Status", MULTI_SELECT);
  private static final Set<String> FRACTIONS = Set.of("Money", "Decimal", "Double");
  private static final Set<String> IDENTIFIERS =
      Set.of("Lookup", "Customer", "Owner", "Uniqueidentifier");

  private SourceTypes() {}

  /** Whether it points to another row. */
  public static boolean lookup(String type) {
    return type != null && LOOKUPS.contains(type);
  }

  /** Whether its values are options' numbers, which have labels. */
  public static boolean option(String type) {
    return type != null && OPTIONS.contains(type);
  }

  /** Whether its numbers may have decimals, also where a row shows none. */
  public static boolean fraction(String type) {
    return type != null && FRACTIONS.contains(type);
  }

  /** Whether its values are GUIDs. */
  public static boolean identifier(String type) {
    return type != null && IDENTIFIERS.contains(type);
  }

  /** What to ask the source for: a lookup is shown as {@code _parentcustomerid_value}. */
  public static String column(String attribute, String type) {
    return lookup(type) ? lookupColumn(attribute) : attribute;
  }

  static String lookupColumn(String attribute) {
    return "_" + attribute + "_value";
  }

  /** The value of an attribute by its logical name, be it a lookup or not. */
  static Object value(JsonObject row, String attribute) {
    return row.containsKey(attribute)
        ? row.getValue(attribute)
        : row.getValue(lookupColumn(attribute));
  }
}
