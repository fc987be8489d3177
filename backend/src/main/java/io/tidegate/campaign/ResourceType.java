package io.tidegate.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Campaign's metadata tells about a resource.
 *
 * @param fields by API name
 * @param filters the names of the published filters: {@code byEmail}, {@code byExternalId}…
 */
public record ResourceType(String name, Map<String, Field> fields, Set<String> filters) {

  private static final Pattern OPT_OUT = Pattern.compile("(black|deny)List.*|ccpaOptOut");

  /** The opt-out fields that this instance has, whichever way it names them. */
  public List<String> optOutFields() {
    return fields.values().stream()
        .filter(field -> field.type().equals("boolean"))
        .map(Field::name)
        .filter(OPT_OUT.asMatchPredicate())
        .sorted()
        .toList();
  }

  /** What is not there of what is needed, a sentence each. */
  public List<String> missing(Collection<String> neededFields, Collection<String> neededFilters) {
    List<String> missing = new ArrayList<>();
    for (String field : neededFields) {
      if (!fields.containsKey(field)) {
        missing.add("The Campaign resource %s has no field %s.".formatted(name, field));
      }
    }
    for (String filter : neededFilters) {
      if (!filters.contains(filter)) {
        missing.add("The Campaign resource %s has no published filter %s.".formatted(name, filter));
      }
    }
    return missing;
  }

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
