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

/** Writes profiles as Campaign shows them: every field, the unset ones empty. */
final class ProfileJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes one JSON document. */
  @FunctionalInterface
  interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private final ProfileSchema schema;
  private final OpaqueKeys keys;
  private final Address address;

  ProfileJson(ProfileSchema schema, OpaqueKeys keys, Address address) {
    this.schema = schema;
    this.keys = keys;
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

  /** One profile. */
  Buffer profile(Profile profile) {
    return document(json -> write(json, profile));
  }

  /** What a PATCH answers with. */
  Buffer reference(Profile profile) {
    return document(
        json -> {
          String key = keys.key(profile.id());
          json.writeStartObject();
          json.writeStringField("PKey", key);
          json.writeStringField("href", address.profile(key));
          json.writeEndObject();
        });
  }

  /**
   * A page of a list.
   *
   * @param column only the values of this field, if given
   */
  Buffer page(List<Profile> profiles, Optional<Field> column, String count, Optional<String> next) {
    return document(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("content");
          for (Profile profile : profiles) {
            if (column.isPresent()) {
              writeValue(json, profile, column.get());
            } else {
              write(json, profile);
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

  private void write(JsonGenerator json, Profile profile) throws IOException {
    String key = keys.key(profile.id());
    String href = address.profile(key);
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
      writeValue(json, profile, field);
    }
    if (!item.isEmpty()) {
      json.writeEndObject();
    }
    for (String name : Links.NAMES) {
      json.writeObjectFieldStart(name);
      json.writeStringField("href", href + "/" + name);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeValue(JsonGenerator json, Profile profile, Field field) throws IOException {
    if (field.ordinal() < 0) {
      writeComputed(json, profile, field);
      return;
    }
    Object value = profile.get(field);
    switch (field.type()) {
      case BOOLEAN -> json.writeBoolean(Boolean.TRUE.equals(value));
      case NUMBER -> json.writeNumber(value == null ? "0" : value.toString());
      case ENUMERATION -> json.writeString(value == null ? field.values().get(0) : "" + value);
      case STRING, DATE, DATETIME -> json.writeString(value == null ? "" : "" + value);
    }
  }

  private void writeComputed(JsonGenerator json, Profile profile, Field field) throws IOException {
    switch (field.name()) {
      case "created" -> json.writeString(Timestamps.format(profile.created()));
      case "lastModified" -> json.writeString(Timestamps.format(profile.lastModified()));
      case "age" -> json.writeNumber(age(profile).orElse(0));
      case "domain" -> json.writeString(domain(profile));
      case "title" -> json.writeString(title(profile));
      case "cryptedId" -> json.writeString(keys.seal("c" + profile.id()).substring(1));
      default -> json.writeString("");
    }
  }

  private static OptionalInt age(Profile profile) {
    String birthDate = profile.text(ProfileSchema.BIRTH_DATE);
    return birthDate == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            Period.between(LocalDate.parse(birthDate), LocalDate.now(ZoneOffset.UTC)).getYears());
  }

  private static String domain(Profile profile) {
    String email = profile.text(ProfileSchema.EMAIL);
    return email == null ? "" : email.substring(email.indexOf('@') + 1);
  }

  /** The name people read: {@code Doe John (john.doe@mail.example)}. */
  private static String title(Profile profile) {
    StringBuilder title = new StringBuilder();
    append(title, profile.text(ProfileSchema.LAST_NAME), "", "");
    append(title, profile.text(ProfileSchema.FIRST_NAME), "", "");
    append(title, profile.text(ProfileSchema.EMAIL), "(", ")");
    return title.toString();
  }

  private static void append(StringBuilder title, String part, String before, String after) {
    if (part != null) {
      title.append(title.isEmpty() ? "" : " ").append(before).append(part).append(after);
    }
  }
}
