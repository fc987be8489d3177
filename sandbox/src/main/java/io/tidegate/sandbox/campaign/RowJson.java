package io.tidegate.sandbox.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes records as Campaign shows them: every field, the unset ones empty. */
final class RowJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes one JSON document. */
  @FunctionalInterface
  interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private final Resources resources;
  private final ResourceStore store;
  private final Schema schema;
  private final Address address;

  RowJson(Resources resources, ResourceStore store, Address address) {
    this.resources = resources;
    this.store = store;
    this.schema = store.schema();
    this.address = address;
  }

  static Buffer document(Document document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      document.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** One record. */
  Buffer record(Row row) {
    return document(json -> write(json, row));
  }

  /** What a PATCH answers with. */
  Buffer reference(Row row) {
    return document(
        json -> {
          String key = resources.key(store, row.id());
          json.writeStartObject();
          json.writeStringField("PKey", key);
          json.writeStringField("href", address.record(schema.name(), key));
          json.writeEndObject();
        });
  }

  /**
   * A page of a list.
   *
   * @param column only the values of this field, if given
   */
  Buffer page(List<Row> rows, Optional<Field> column, String count, Optional<String> next) {
    return document(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("content");
          for (Row row : rows) {
            if (column.isPresent()) {
              writeValue(json, row, column.get());
            } else {
              write(json, row);
            }
          }
          json.writeEndArray();
          json.writeObjectFieldStart("count");
          json.writeStringField("href", count);
          json.writeEndObject();
          if (next.isPresent()) {
            json.writeObjectFieldStart("next");
            json.writeStringField("href", next.get());
            json.writeEndObject();
          }
          json.writeBooleanField("serverSidePagination", true);
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, Row row) throws IOException {
    String key = resources.key(store, row.id());
    String href = address.record(schema.name(), key);
    json.writeStartObject();
    json.writeStringField("PKey", key);
    json.writeStringField("href", href);
    String item = "";
    for (Field field : schema.fields()) {
      if (field.custom() && !address.extended()) {
        continue;
      }
      if (!field.item().equals(item)) {
        if (!item.isEmpty()) {
          json.writeEndObject();
        }
        item = field.item();
        if (!item.isEmpty()) {
          json.writeObjectFieldStart(item);
        }
      }
      json.writeFieldName(field.name());
      writeValue(json, row, field);
    }
    if (!item.isEmpty()) {
      json.writeEndObject();
    }
    for (String name : schema.collections().keySet()) {
      json.writeObjectFieldStart(name);
      json.writeStringField("href", href + "/" + name);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeValue(JsonGenerator json, Row row, Field field) throws IOException {
    if (field.ordinal() < 0) {
      writeComputed(json, row, field);
      return;
    }
    Object value = row.get(field);
    switch (field.type()) {
      case BOOLEAN -> json.writeBoolean(Boolean.TRUE.equals(value));
      case NUMBER, DOUBLE -> json.writeNumber(value == null ? "0" : value.toString());
      case ENUMERATION ->
          json.writeString(value == null ? field.values().get(0).name() : "" + value);
      case STRING, DATE, DATETIME -> json.writeString(value == null ? "" : "" + value);
      case LINK -> writeLink(json, field, (Integer) value);
    }
  }

  private void writeLink(JsonGenerator json, Field field, Integer id) throws IOException {
    ResourceStore target = resources.find(field.link().orElseThrow().target()).orElseThrow();
    Row row = id == null ? null : target.get(id);
    if (row == null) {
      json.writeNull();
      return;
    }
    String key = resources.key(target, row.id());
    json.writeStartObject();
    json.writeStringField("PKey", key);
    json.writeStringField("title", target.schema().title(row));
    json.writeStringField("href", address.record(target.schema().name(), key));
    json.writeEndObject();
  }

  private void writeComputed(JsonGenerator json, Row row, Field field) throws IOException {
    switch (field.name()) {
      case "created" -> json.writeString(Timestamps.format(row.created()));
      case "lastModified" -> json.writeString(Timestamps.format(row.lastModified()));
      case "age" -> json.writeNumber(age(row).orElse(0));
      case "domain" -> json.writeString(domain(row));
      case "title" -> json.writeString(schema.title(row));
      case "cryptedId" -> json.writeString(resources.keys().seal("c" + row.id()).substring(1));
      default -> json.writeString("");
    }
  }

  private OptionalInt age(Row row) {
    String birthDate = text(row, "birthDate");
    return birthDate == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            Period.between(LocalDate.parse(birthDate), LocalDate.now(ZoneOffset.UTC)).getYears());
  }

  private String domain(Row row) {
    String email = text(row, "email");
    return email == null ? "" : email.substring(email.indexOf('@') + 1);
  }

  private String text(Row row, String path) {
    return schema.field(path).map(field -> row.text(field.ordinal())).orElse(null);
  }
}
