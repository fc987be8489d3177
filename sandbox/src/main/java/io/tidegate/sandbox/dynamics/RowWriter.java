package io.tidegate.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tidegate.sandbox.dynamics.odata.Expand;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows of a table as a query selected them: ETag, the selected columns (null where empty),
 * and always the primary key. Made once per request; the names are encoded beforehand.
 */
final class RowWriter {
  private static final SerializableString ETAG = new SerializedString("@odata.etag");

  private record Field(Column column, SerializableString name) {}

  private final DynamicsStore store;
  private final EntityType type;
  private final List<Field> fields = new ArrayList<>();
  private final List<Expansion> expansions = new ArrayList<>();
  private final Annotations annotations;

  /** A lookup whose row is written out beside it, if the lookup refers to that table. */
  private record Expansion(String name, Column column, Table target, RowWriter writer) {}

  private RowWriter(
      DynamicsStore store, EntityType type, List<String> select, Annotations annotations) {
    this.store = store;
    this.type = type;
    this.annotations = annotations;
    boolean withId = false;
    for (Column column : Columns.selected(type, select)) {
      fields.add(new Field(column, new SerializedString(column.property())));
      withId |= column.name().equals(type.primaryId());
    }
    if (!withId) {
      Column id = type.column(type.primaryId()).orElseThrow();
      fields.add(new Field(id, new SerializedString(id.property())));
    }
  }

  /** A writer for what a request selects and expands. */
  static RowWriter of(DynamicsStore store, EntityType type, ApiRequest request) {
    Annotations annotations = Annotations.wanted(request.preferences());
    RowWriter writer = new RowWriter(store, type, request.query().select(), annotations);
    for (Expand term : request.query().expand()) {
      writer.expand(term);
    }
    return writer;
  }

  private void expand(Expand term) {
    Column column =
        type.navigation(term.path())
            .orElseThrow(() -> DataverseException.noSuchProperty(type, term.path()));
    column
        .navigations()
        .forEach(
            (entity, navigation) -> {
              if (navigation.equals(term.path())) {
                Table target = store.table(entity);
                RowWriter inner = new RowWriter(store, target.type(), term.select(), annotations);
                expansions.add(new Expansion(navigation, column, target, inner));
              }
            });
  }

  /** Writes a row as an object. */
  void write(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    writeFields(json, row);
    json.writeEndObject();
  }

  /** Writes a row's members into the object that is open. */
  void writeFields(JsonGenerator json, Row row) throws IOException {
    json.writeFieldName(ETAG);
    json.writeString(row.etag());
    for (Field field : fields) {
      Object value = type.read(row, field.column());
      if (value != null && !annotations.none()) {
        annotations.write(json, store, field.column(), value);
      }
      json.writeFieldName(field.name());
      writeValue(json, value);
    }
    for (Expansion expansion : expansions) {
      json.writeFieldName(expansion.name());
      Row target = target(row, expansion);
      if (target == null) {
        json.writeNull();
      } else {
        expansion.writer().write(json, target);
      }
    }
  }

  private Row target(Row row, Expansion expansion) {
    String entity = expansion.target().type().logicalName();
    return type.read(row, expansion.column()) instanceof Reference reference
            && reference.entity().equals(entity)
        ? store.row(expansion.target(), reference.id())
        : null;
  }

  static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Reference reference) {
      json.writeString(reference.id().toString());
    } else {
      json.writeString(value.toString());
    }
  }
}
