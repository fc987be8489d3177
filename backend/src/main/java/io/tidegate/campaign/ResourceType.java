package io.tidegate.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Campaign's metadata tells about a resource.
 *
 * @param fields by API name
 * @param filters the names of the published filters: {@code byEmail}, {@code byExternalId}…
 */
public record ResourceType(String name, Map<String, Field> fields, Set<String> filters) {

  /**
   * The name under which this instance has an opt-out field: Campaign's data model says {@code
   * blackListEmail}, the documentation of Adobe's integration {@code denyListEmail}.
   *
   * @return the same name when there is neither, or for any other field
   */
  public String optOutField(String field) {
    String twin =
        field.startsWith("blackList")
            ? field.replaceFirst("blackList", "denyList")
            : field.replaceFirst("denyList", "blackList");
    return !fields.containsKey(field) && fields.containsKey(twin) ? twin : field;
  }

  /**
   * A field.
   *
   * @param type {@code string}, {@code number}, {@code boolean}, {@code date}, {@code enumeration},
   *     {@code link}, {@code collection}, {@code item}
   * @param values the internal names of an enumeration's values, which are what is written
   * @param dataPolicy may refuse a value ({@code email}) or rewrite it ({@code smartCase})
   */
  public record Field(String name, String type, List<String> values, Optional<String> dataPolicy) {}
}
