package io.tidegate.sandbox.campaign;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/** Takes a request's body into a profile's values, or refuses it as Campaign does. */
final class ProfileInput {
  private static final Set<String> KEYS = Set.of("PKey", "href");

  private final ProfileSchema schema;
  private final boolean extended;

  /**
   * Reads bodies for one request.
   *
   * @param extended whether custom fields may be written
   */
  ProfileInput(ProfileSchema schema, boolean extended) {
    this.schema = schema;
    this.extended = extended;
  }

  /** Puts what the body names into the values; null clears a field. */
  void read(JsonObject body, Object[] values) {
    for (Map.Entry<String, Object> entry : body) {
      String name = entry.getKey();
      if (KEYS.contains(name) || Links.NAMES.contains(name)) {
        throw CampaignException.readOnly(name);
      }
      if (schema.isItem(name)) {
        readItem(name, entry.getValue(), values);
      } else {
        read(name, name, entry.getValue(), values);
      }
    }
  }

  private void readItem(String item, Object value, Object[] values) {
    if (!(value instanceof JsonObject parts)) {
      throw CampaignException.notValid(item, "item");
    }
    for (Map.Entry<String, Object> part : parts) {
      read(item + "." + part.getKey(), part.getKey(), part.getValue(), values);
    }
  }

  private void read(String path, String name, Object value, Object[] values) {
    Field field =
        schema
            .field(path)
            .filter(known -> extended || !known.custom())
            .orElseThrow(() -> CampaignException.noSuchProperty(name));
    if (field.readOnly()) {
      throw CampaignException.readOnly(name);
    }
    values[field.ordinal()] = value == null ? null : accept(field, value);
  }

  private static Object accept(Field field, Object value) {
    return switch (field.type()) {
      case STRING -> text(field, value);
      case ENUMERATION -> enumerated(field, value);
      case BOOLEAN -> {
        if (!(value instanceof Boolean)) {
          throw CampaignException.notValid(field.name(), "boolean");
        }
        yield value;
      }
      case NUMBER -> {
        if (!(value instanceof Number)) {
          throw CampaignException.notValid(field.name(), "number");
        }
        yield value;
      }
      case DATE -> date(field, value);
      case DATETIME -> time(field, value);
    };
  }

  private static String text(Field field, Object value) {
    if (!(value instanceof String text)) {
      throw CampaignException.notValid(field.name(), "string");
    }
    if (text.isEmpty()) {
      return null;
    }
    int length = text.codePointCount(0, text.length());
    if (length > field.maxLength()) {
      throw CampaignException.tooLong(field.name(), length, field.maxLength());
    }
    return field
        .policy()
        .apply(text)
        .orElseThrow(() -> CampaignException.notValid(field.name(), "email address"));
  }

  private static String enumerated(Field field, Object value) {
    int index = field.values().indexOf(value);
    if (index < 0) {
      throw CampaignException.notEnumerated(field.name(), value);
    }
    return index == 0 ? null : field.values().get(index);
  }

  private static String date(Field field, Object value) {
    if (value.equals("")) {
      return null;
    }
    try {
      return LocalDate.parse(value.toString()).toString();
    } catch (DateTimeParseException e) {
      throw CampaignException.notValid(field.name(), "date");
    }
  }

  private static String time(Field field, Object value) {
    if (value.equals("")) {
      return null;
    }
    long millis =
        Timestamps.parse(value.toString())
            .orElseThrow(() -> CampaignException.notValid(field.name(), "date"));
    return Timestamps.format(millis);
  }
}
