package io.tidegate.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tidegate.sandbox.dynamics.odata.Preferences;
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
  private final Annotations annotations;

  RowWriter(DynamicsStore store, EntityType type, List<String> select, Preferences preferences) {
    this.store = store;
    this.type = type;
    this.annotations = Annotations.wanted(preferences);
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
