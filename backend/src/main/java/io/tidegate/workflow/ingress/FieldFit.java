package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Conversion.Unlisted;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Expression;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mapping.Picklists;
import io.tidegate.mapping.Misfits;
import io.tidegate.mapping.SourceTypes;
import io.tidegate.mapping.TargetTypes;
import io.tidegate.mapping.UnmappableException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether what feeds a field is there, and is what the field takes. */
record FieldFit(Mapping mapping, EntityDefinition entity, ResourceType resource) {
  private static final int GUID = 36;
  private static final Set<String> NOT_VALUES = Set.of("link", "collection", "item");

  void check(AttributeMapping attribute, Misfits here) {
    boolean fed = sources(attribute, here);
    Field field = field(attribute.target(), here.at("target"));
    if (field == null) {
      return;
    }
    ValueFit.check(attribute.empty(), field, here.at("empty"));
    if (attribute.conversion() instanceof ValueTable table) {
      TableFit.check(table, field, here.at("conversion"));
    }
    if (attribute.constant() != null) {
      constant(attribute, field, here.at("constant"));
    } else if (attribute.expression() != null) {
      converted(ValueKind.UNKNOWN, attribute, field, here, "expression");
    } else if (fed) {
      column(attribute, field, here);
    }
  }

  /** Whether the columns are there that it is made of. */
  private boolean sources(AttributeMapping attribute, Misfits here) {
    if (attribute.expression() != null) {
      boolean known = true;
      for (String column : new TreeSet<>(Expression.of(attribute.expression()).attributes())) {
        known &= Columns.known(entity, column, here.at("expression"));
      }
      return known;
    }
    return attribute.source() == null
        || Columns.known(entity, attribute.source(), here.at("source"));
  }

  /** The field, if it can be written; where an item's fields are not told, none can be checked. */
  private Field field(String path, Misfits here) {
    Field field = resource.fields().get(path);
    if (field == null) {
      int dot = path.indexOf('.');
      String item = dot < 0 ? path : path.substring(0, dot);
      boolean untold =
          dot > 0
              && resource.fields().containsKey(item)
              && resource.fields().keySet().stream().noneMatch(n -> n.startsWith(item + "."));
      here.require(untold, Columns.noField(resource, path), Columns.CHOOSE_FIELD);
      return null;
    }
    if (NOT_VALUES.contains(field.type())) {
      here.add(
          "The field %s is a %s and takes no value.".formatted(path, field.type()),
          field.type().equals("link")
              ? "Map it as a link, by a lookup and the flow that brings the parents."
              : Columns.CHOOSE_FIELD);
      return null;
    }
    if (field.readOnly()) {
      here.add("The field %s can only be read.".formatted(path), Columns.CHOOSE_FIELD);
      return null;
    }
    return field;
  }

  private static void constant(AttributeMapping attribute, Field field, Misfits here) {
    try {
      Object value =
          attribute.conversion() == null
              ? attribute.constant()
              : attribute.conversion().convert(attribute.constant());
      ValueFit.check(value, field, here);
    } catch (UnmappableException problem) {
      here.add(
          "The constant %s.".formatted(problem.getMessage()),
          "Give another one, or take the conversion out.");
    }
  }

  private void column(AttributeMapping mapped, Field field, Misfits here) {
    Attribute column = entity.attributes().get(mapped.source());
    ValueKind kind = ValueKind.of(column, mapping.picklists());
    if (!kind.suits(mapped.conversion())) {
      here.at("conversion")
          .add(
              "The column %s is %s, which cannot be converted so."
                  .formatted(column.logicalName(), kind.words()),
              kind.remedy(field).orElse("Take the conversion out."));
      return;
    }
    if (mapped.conversion() instanceof ValueTable table) {
      TableFit.listed(table, column, mapping.picklists(), here.at("conversion").at("values"));
      kept(table, kind, column, field, here.at("conversion").at("unlisted"));
      return;
    }
    converted(kind, mapped, field, here, "source");
    if (TargetTypes.text(field.kind())) {
      length(column, mapped.conversion(), field, here);
    }
    if (kind == ValueKind.TEXT && SourceTypes.option(column.type())) {
      labels(column, mapped.conversion(), field, here.at("source"));
    }
  }

  private static void converted(
      ValueKind kind, AttributeMapping mapped, Field field, Misfits here, String from) {
    ValueKind becomes = kind.converted(mapped.conversion());
    becomes
        .remedy(field)
        .ifPresent(
            remedy ->
                here.at(mapped.conversion() == null ? from : "conversion")
                    .add(
                        "The field %s takes %s, and this is %s."
                            .formatted(field.name(), ValueFit.wanted(field), becomes.words()),
                        remedy));
    if (becomes == ValueKind.TEXT
        && field.maxLength().isPresent()
        && mapped.conversion() instanceof Conversion.Text text) {
      int most = field.maxLength().getAsInt();
      here.at("conversion")
          .at("maxLength")
          .require(
              text.maxLength() <= most,
              "The field %s takes %d characters only.".formatted(field.name(), most),
              "Set the length to %d, and choose whether a longer text is cut or refused."
                  .formatted(most));
    }
  }

  /** A table that keeps what it does not list hands on the column's own values. */
  private void kept(ValueTable table, ValueKind kind, Attribute column, Field field, Misfits here) {
    if (table.unlisted() != Unlisted.KEEP
        || TableFit.complete(table, column, mapping.picklists())) {
      return;
    }
    kind.remedy(field)
        .ifPresent(
            remedy ->
                here.add(
                    "What the table does not list stays %s, and the field %s takes %s."
                        .formatted(kind.words(), field.name(), ValueFit.wanted(field)),
                    "List every value, or choose another value for those that are not listed."));
  }

  private static void length(Attribute column, Conversion conversion, Field field, Misfits here) {
    if (field.maxLength().isEmpty()) {
      return;
    }
    int most = field.maxLength().getAsInt();
    boolean guid =
        conversion instanceof Conversion.Identifier || SourceTypes.identifier(column.type());
    int longest = guid ? GUID : column.maxLength().orElse(0);
    boolean limited = conversion instanceof Conversion.Text text && text.maxLength() > 0;
    boolean converts = conversion != null && !(conversion instanceof Conversion.Identifier);
    if (limited || longest <= most || (converts && !(conversion instanceof Conversion.Text))) {
      return;
    }
    here.at(conversion instanceof Conversion.Text ? "conversion" : "source")
        .add(
            "The column %s holds up to %d characters, the field %s %d."
                .formatted(column.logicalName(), longest, field.name(), most),
            "Convert with text of at most %d characters, cut or refused.".formatted(most));
  }

  /** Labels are written as they are: the field must take each. */
  private void labels(Attribute column, Conversion conversion, Field field, Misfits here) {
    List<String> names = field.valueNames();
    if (mapping.picklists() != Picklists.LABEL
        || conversion != null
        || !field.kind().equals("enumeration")
        || names.isEmpty()) {
      return;
    }
    List<String> strange =
        column.options().stream().map(Option::label).filter(l -> !names.contains(l)).toList();
    here.require(
        strange.isEmpty(),
        "The field %s has no value %s.".formatted(field.name(), String.join(", ", strange)),
        "Convert with a value table.");
  }
}
