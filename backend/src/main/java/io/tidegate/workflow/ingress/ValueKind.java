package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Mapping.Picklists;
import io.tidegate.mapping.SourceTypes;
import io.tidegate.mapping.TargetTypes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What kind of value comes out of a column or of a conversion, and which fields take it. */
enum ValueKind {
  TEXT("a text"),
  WHOLE("a whole number"),
  FRACTION("a number with decimals"),
  YES_NO("yes/no"),
  DAY("a date"),
  MOMENT("a date with a time, as Dynamics writes it"),
  CAMPAIGN_MOMENT("a date with a time"),
  LOCAL_MOMENT("a date with a time of a zone"),
  UNKNOWN("not known");

  private final String words;

  ValueKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static ValueKind of(Attribute attribute, Picklists picklists) {
    String type = attribute.type();
    if (type.equals(SourceTypes.MULTI_SELECT)) {
      return TEXT;
    }
    if (SourceTypes.option(type)) {
      return picklists == Picklists.LABEL ? TEXT : WHOLE;
    }
    if (SourceTypes.identifier(type)) {
      return TEXT;
    }
    return switch (type) {
      case "String", "Memo", "EntityName" -> TEXT;
      case "Integer", "BigInt" -> WHOLE;
      case "Decimal", "Double", "Money" -> FRACTION;
      case "Boolean" -> YES_NO;
      case "DateTime" -> attribute.dateOnly() ? DAY : MOMENT;
      default -> UNKNOWN;
    };
  }

  /** What a conversion makes of this kind; a value table is looked at row by row. */
  ValueKind converted(Conversion conversion) {
    if (conversion instanceof Conversion.Decimal number) {
      boolean whole = this == WHOLE || this == YES_NO;
      return (number.decimals() == null ? whole : number.decimals() == 0 || whole)
          ? WHOLE
          : FRACTION;
    }
    if (conversion instanceof Conversion.YesNo) {
      return YES_NO;
    }
    if (conversion instanceof Conversion.Day) {
      return DAY;
    }
    if (conversion instanceof Conversion.DateTime time) {
      return time.zone() == null ? CAMPAIGN_MOMENT : LOCAL_MOMENT;
    }
    if (conversion instanceof Conversion.Text || conversion instanceof Conversion.Identifier) {
      return TEXT;
    }
    return conversion == null ? this : UNKNOWN;
  }

  /** Whether a conversion can do anything with this kind. */
  boolean suits(Conversion conversion) {
    if (this == UNKNOWN) {
      return true;
    }
    if (conversion instanceof Conversion.Day || conversion instanceof Conversion.DateTime) {
      return this == DAY || this == MOMENT || this == TEXT;
    }
    if (conversion instanceof Conversion.Identifier) {
      return this == TEXT;
    }
    if (conversion instanceof Conversion.Decimal) {
      return this == WHOLE || this == FRACTION || this == YES_NO || this == TEXT;
    }
    if (conversion instanceof Conversion.YesNo) {
      return this == WHOLE || this == YES_NO || this == TEXT;
    }
    return true;
  }

  /** What has to be done so that a field takes this kind; empty where it does. */
  Optional<String> remedy(Field field) {
    String kind = field.kind();
    if (this == UNKNOWN) {
      return Optional.empty();
    }
    if (kind.equals("enumeration")) {
      return unless(EnumSet.of(TEXT), "Convert with a value table.");
    }
    if (kind.equals("boolean")) {
      return unless(EnumSet.of(YES_NO), "Convert with boolean, or with a value table.");
    }
    if (TargetTypes.whole(kind)) {
      return unless(EnumSet.of(WHOLE), "Convert with number and 0 decimals.");
    }
    if (TargetTypes.number(kind)) {
      return unless(EnumSet.of(WHOLE, FRACTION), "Convert with number.");
    }
    if (kind.equals("date")) {
      return unless(EnumSet.of(DAY), "Convert with date.");
    }
    if (TargetTypes.moment(kind)) {
      return unless(EnumSet.of(CAMPAIGN_MOMENT), "Convert with dateTime without a time zone.");
    }
    return TargetTypes.text(kind)
        ? unless(EnumSet.of(TEXT, DAY, MOMENT, CAMPAIGN_MOMENT, LOCAL_MOMENT), "Convert with text.")
        : Optional.empty();
  }

  private Optional<String> unless(Set<ValueKind> taken, String remedy) {
    return taken.contains(this) ? Optional.empty() : Optional.of(remedy);
  }
}
