package io.tidegate.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Campaign's metadata tells about a resource.
 *
 * @param label what users call it
 * @param fields by API name; those of an item by their path too, {@code postalAddress.city}
 * @param filters the published filters with the names of their parameters: {@code byExternalId}
 *     with {@code externalId_parameter}
 */
public record ResourceType(
    String name, String label, Map<String, Field> fields, Map<String, List<String>> filters) {

  /** A resource of whose filters the names alone are known. */
  public ResourceType(String name, Map<String, Field> fields, Set<String> filters) {
    this(name, name, fields, unknownParameters(filters));
  }

  private static Map<String, List<String>> unknownParameters(Set<String> filters) {
    Map<String, List<String>> unknown = new LinkedHashMap<>();
    filters.forEach(filter -> unknown.put(filter, List.of()));
    return unknown;
  }

  private static final Pattern OPT_OUT = Pattern.compile("(black|deny)List.*|ccpaOptOut");

  /** The kinds of the fields, as a mapping asks for them; see {@link Field#kind}. */
  public Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    fields.forEach((path, field) -> kinds.put(path, field.kind()));
    return kinds;
  }

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
      if (!filters.containsKey(filter)) {
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
   * @param label what users call it
   * @param type {@code string}, {@code number}, {@code boolean}, {@code date}, {@code enumeration},
   *     {@code link}, {@code collection}, {@code item}
   * @param resType the technical type, which tells {@code datetime} from {@code date}; may be empty
   * @param maxLength in characters, where Campaign tells it: the name of that member, {@code
   *     length}, is documented nowhere
   * @param values of an enumeration
   * @param target the resource that a link or a collection leads to
   * @param dataPolicy may refuse a value ({@code email}) or rewrite it ({@code smartCase})
   */
  public record Field(
      String name,
      String label,
      String type,
      String resType,
      OptionalInt maxLength,
      List<Value> values,
      Optional<String> target,
      Optional<String> dataPolicy,
      boolean readOnly,
      boolean mandatory) {

    /** A field of which nothing more is known. */
    public Field(String name, String type, List<String> values, Optional<String> dataPolicy) {
      this(
          name,
          name,
          type,
          "",
          OptionalInt.empty(),
          values.stream().map(value -> new Value(value, value)).toList(),
          Optional.empty(),
          dataPolicy,
          false,
          false);
    }

    /** The narrowest type: {@code datetime}, {@code long}, {@code double}, {@code enumeration}…. */
    public String kind() {
      return (type.equals("number") || type.equals("date")) && !resType.isEmpty() ? resType : type;
    }

    /** The internal names of an enumeration's values, which are what is written. */
    public List<String> valueNames() {
      return values.stream().map(Value::name).toList();
    }
  }

  /**
   * A value of an enumeration.
   *
   * @param name what is written
   * @param label what users see
   */
  public record Value(String name, String label) {}

  /**
   * A resource in the list of all.
   *
   * @param linkedToProfile whether its records belong to profiles
   */
  public record Listed(String name, String label, boolean linkedToProfile) {}
}
