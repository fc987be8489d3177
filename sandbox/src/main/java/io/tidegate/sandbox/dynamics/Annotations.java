package io.tidegate.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.sandbox.dynamics.odata.Preferences;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The annotations of values that a client may ask for by {@code odata.include-annotations}. */
record Annotations(boolean formatted, boolean lookupName, boolean navigation) {
  private static final String FORMATTED = "OData.Community.Display.V1.FormattedValue";
  private static final String LOOKUP_NAME = "Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final String NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/uuuu h:mm a", Locale.US).withZone(ZoneOffset.UTC);

  static Annotations wanted(Preferences preferences) {
    return new Annotations(
        preferences.includes(FORMATTED),
        preferences.includes(LOOKUP_NAME),
        preferences.includes(NAVIGATION));
  }

  boolean none() {
    return !formatted && !lookupName && !navigation;
  }

  void write(JsonGenerator json, DynamicsStore store, Column column, Object value)
      throws IOException {
    if (formatted) {
      Optional<String> text = format(store, column, value);
      if (text.isPresent()) {
        json.writeStringField(column.property() + "@" + FORMATTED, text.get());
      }
    }
    if (value instanceof Reference reference) {
      if (lookupName) {
        json.writeStringField(column.property() + "@" + LOOKUP_NAME, reference.entity());
      }
      String property = column.navigations().get(reference.entity());
      if (navigation && property != null) {
        json.writeStringField(column.property() + "@" + NAVIGATION, property);
      }
    }
  }

  private static Optional<String> format(DynamicsStore store, Column column, Object value) {
    if (value instanceof Reference reference) {
      return name(store, reference);
    }
    if (value instanceof LocalDate day) {
      return Optional.of(DAY.format(day));
    }
    if (value instanceof Instant time) {
      return Optional.of(TIME.format(time));
    }
    if (value instanceof Boolean bool) {
      return column.label(bool ? 1 : 0);
    }
    if (column.type() == ColumnType.MULTI_SELECT) {
      return Stream.of(((String) value).split(",", -1))
          .flatMap(number -> column.label(Integer.parseInt(number)).stream())
          .reduce((left, right) -> left + "; " + right);
    }
    return value instanceof Integer number && column.type().isChoice()
        ? column.label(number)
        : Optional.empty();
  }

  private static Optional<String> name(DynamicsStore store, Reference reference) {
    Table table = store.table(reference.entity());
    Row row = store.row(table, reference.id());
    return row == null
        ? Optional.empty()
        : table
            .type()
            .column(table.type().primaryName())
            .map(column -> (String) table.type().read(row, column));
  }
}
