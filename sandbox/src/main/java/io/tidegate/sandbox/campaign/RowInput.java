package io.tidegate.sandbox.campaign;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/** Takes a request's body into a record's values, or refuses it as Campaign does. */
final class RowInput {
  private static final Set<String> KEYS = Set.of("PKey", "href");

  private final Resources resources;
  private final Schema schema;
  private final boolean extended;

  /**
   * Reads bodies for one request.
   *
   * @param extended whether custom fields may be written
   */
  RowInput(Resources resources, Schema schema, boolean extended) {
    this.resources = resources;
    this.schema = schema;
    this.extended = extended;
  }

  /** Puts what the body names into the values; null clears a field. */
  void read(JsonObject body, Object[] values) {
    for (Map.Entry<String, Object> entry : body) {
      String name = entry.getKey();
      if (KEYS.contains(name) || schema.collections().containsKey(name)) {
        throw CampaignException.readOnly(schema.name(), name);
      }
      if (schema.isItem(name)) {
        readItem(name, entry.getValue(), values);
      } else {
        read(name, name, entry.getValue(), values);
      }
    }
  }

  /** Refuses values among which one that must be there is missing. */
  void requireMandatory(Object[] values) {
    for (Field field : schema.fields()) {
      if (field.mandatory() && values[field.ordinal()] == null) {
        throw CampaignException.mandatory(schema.name(), field.name());
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
            .orElseThrow(() -> CampaignException.noSuchProperty(schema.name(), name));
    if (field.readOnly()) {
      throw CampaignException.readOnly(schema.name(), name);
    }
    values[field.ordinal()] = value == null ? null : accept(field, value);
  }

  private Object accept(Field field, Object value) {
    return switch (field.type()) {
      case STRING -> text(field, value);
      case ENUMERATION -> enumerated(field, value);
      case BOOLEAN -> {
        if (!(value instanceof Boolean)) {
          throw CampaignException.notValid(field.name(), "boolean");
        }
        yield value;
      }
      case NUMBER, DOUBLE -> {
        if (!(value instanceof Number)) {
          throw CampaignException.notValid(field.name(), "number");
        }
        yield value;
      }
      case DATE -> date(field, value);
      case DATETIME -> time(field, value);
      case LINK -> link(field, field.link().orElseThrow().target(), value);
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

  private String enumerated(Field field, Object value) {
    int index = field.valueOf(value);
    if (index < 0) {
      throw CampaignException.notEnumerated(schema, field.name(), value);
    }
    return index == 0 ? null : field.values().get(index).name();
  }

  /** The number of the record that a link leads to; it must exist. */
  private Integer link(Field field, String target, Object value) {
    if (!(value instanceof JsonObject reference)
        || !(reference.getValue("PKey") instanceof String key)) {
      throw CampaignException.notValid(field.name(), "link");
    }
    ResourceStore store = resources.find(target).orElseThrow();
    return resources.id(store, key).stream()
        .boxed()
        .filter(id -> store.get(id) != null)
        .findFirst()
        .orElseThrow(() -> CampaignException.badLink(field.name(), target, key));
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
