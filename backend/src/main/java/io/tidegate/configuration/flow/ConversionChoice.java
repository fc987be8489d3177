package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.campaign.ResourceType.Value;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Conversion.Overflow;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.SourceTypes;
import io.tidegate.mapping.TargetTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a column's values become a field's. */
final class ConversionChoice {
  /** What is of no use when it is cut. */
  private static final Pattern WHOLE_OR_NOTHING =
      Pattern.compile(
          "(?i).*(mail|phone|fax|url|website|number|code|zip|postal|key|id)$|.*phone.*");

  private static final Set<String> FALLBACKS = Set.of("unknown", "none", "other", "notspecified");
  private static final int CENTS = 2;

  private ConversionChoice() {}

  /** Empty where no conversion makes one of the other. */
  static Optional<AttributeMapping> of(Attribute column, Field field) {
    String kind = field.kind();
    if (TargetTypes.text(kind)) {
      return text(column, field);
    }
    if (kind.equals("enumeration")) {
      return enumeration(column, field);
    }
    return switch (column.type()) {
      case "Boolean" -> mapped(column, field, null, kind.equals("boolean"));
      case "Integer", "BigInt" -> mapped(column, field, null, TargetTypes.number(kind));
      case "Money", "Decimal", "Double" ->
          mapped(
              column,
              field,
              new Conversion.Decimal(TargetTypes.whole(kind) ? 0 : CENTS),
              TargetTypes.number(kind));
      case "DateTime" ->
          kind.equals("date")
              ? mapped(column, field, new Conversion.Day(), true)
              : mapped(column, field, new Conversion.DateTime(null), TargetTypes.moment(kind));
      default -> Optional.empty();
    };
  }

  private static Optional<AttributeMapping> mapped(
      Attribute column, Field field, Conversion conversion, boolean possible) {
    return possible
        ? Optional.of(AttributeMapping.of(column.logicalName(), field.name(), conversion))
        : Optional.empty();
  }

  private static Optional<AttributeMapping> text(Attribute column, Field field) {
    int most = field.maxLength().orElse(0);
    if (SourceTypes.identifier(column.type())) {
      return mapped(column, field, new Conversion.Identifier(), most == 0 || most >= 36);
    }
    if (SourceTypes.option(column.type()) && !column.type().equals(SourceTypes.MULTI_SELECT)) {
      return mapped(column, field, labels(column), !column.options().isEmpty());
    }
    boolean cut =
        column.maxLength().orElse(Integer.MAX_VALUE) > most
            && !WHOLE_OR_NOTHING.matcher(field.name()).matches();
    return mapped(
        column, field, new Text(most, cut && most > 0 ? Overflow.TRUNCATE : Overflow.REFUSE), true);
  }

  /** A text field is to be read by people. */
  private static ValueTable labels(Attribute column) {
    Map<String, Object> values = new LinkedHashMap<>();
    column.options().forEach(o -> values.put(String.valueOf(o.value()), o.label()));
    return new ValueTable(values, null, Conversion.Unlisted.OTHERWISE);
  }

  /** Options and values that are called the same belong together. */
  private static Optional<AttributeMapping> enumeration(Attribute column, Field field) {
    if (column.options().isEmpty() || column.type().equals(SourceTypes.MULTI_SELECT)) {
      return Optional.empty();
    }
    boolean yesNo = column.type().equals("Boolean");
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option option : column.options()) {
      String key = yesNo ? String.valueOf(option.value() == 1) : String.valueOf(option.value());
      String label = Names.plain(option.label());
      field.values().stream()
          .filter(
              value ->
                  Names.ofTarget(value.name()).equals(label)
                      || Names.plain(value.label()).equals(label))
          .findFirst()
          .ifPresent(value -> values.put(key, value.name()));
    }
    String otherwise =
        field.values().stream()
            .map(Value::name)
            .filter(name -> FALLBACKS.contains(Names.plain(name)))
            .findFirst()
            .orElse(null);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AttributeMapping(
                field.name(),
                column.logicalName(),
                null,
                null,
                new ValueTable(values, otherwise, Conversion.Unlisted.OTHERWISE),
                otherwise,
                true));
  }
}
