package io.tidegate.sandbox.control;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a JSON object field by field, and names the field that cannot be used. */
final class Input {
  private final JsonObject json;
  private final String prefix;

  private Input(JsonObject json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /** The body of a request, empty for none; only these fields may be in it. */
  static Input of(Buffer body, String... fields) {
    try {
      JsonObject json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
      return new Input(json, "").only(fields);
    } catch (DecodeException | ClassCastException e) {
      throw new BadInputException("", "The body must be a JSON object.");
    }
  }

  private Input only(String... fields) {
    List<String> known = Arrays.asList(fields);
    for (String field : json.fieldNames()) {
      if (!known.contains(field)) {
        throw bad(field, "There is no such field; there are " + String.join(", ", known) + ".");
      }
    }
    return this;
  }

  BadInputException bad(String field, String reason) {
    return new BadInputException(prefix + field, reason);
  }

  boolean has(String field) {
    return json.containsKey(field);
  }

  boolean isNull(String field) {
    return json.getValue(field) == null;
  }

  /** A nested object; empty when it is not given. */
  Optional<Input> object(String field, String... fields) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof JsonObject object)) {
      throw bad(field, "must be an object");
    }
    return Optional.of(new Input(object, prefix + field + ".").only(fields));
  }

  Optional<String> text(String field) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof String)) {
      throw bad(field, "must be a text");
    }
    return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
  }

  String requiredText(String field) {
    return text(field).orElseThrow(() -> bad(field, "is required"));
  }

  /** One of some texts. */
  Optional<String> choice(String field, List<String> choices) {
    Optional<String> text = text(field);
    text.filter(chosen -> !choices.contains(chosen))
        .ifPresent(
            chosen -> {
              throw bad(field, "must be one of " + String.join(", ", choices));
            });
    return text;
  }

  /** A list of at least one text. */
  Optional<List<String>> texts(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof JsonArray array)
        || array.isEmpty()
        || array.stream().anyMatch(element -> !(element instanceof String))) {
      throw bad(field, "must be a list of texts");
    }
    return Optional.of(array.stream().map(String.class::cast).toList());
  }

  Optional<Boolean> flag(String field) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof Boolean)) {
      throw bad(field, "must be true or false");
    }
    return Optional.ofNullable((Boolean) value);
  }

  /** A whole number within bounds. */
  Optional<Integer> whole(String field, int least, int most) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Integer number) || number < least || number > most) {
      throw bad(field, "must be a whole number from " + least + " to " + most);
    }
    return Optional.of(number);
  }

  /** Any whole number. */
  Optional<Long> any(String field) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof Integer) && !(value instanceof Long)) {
      throw bad(field, "must be a whole number");
    }
    return Optional.ofNullable((Number) value).map(Number::longValue);
  }

  /** A number within bounds. */
  Optional<Double> number(String field, double least, double most) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number)
        || number.doubleValue() < least
        || number.doubleValue() > most) {
      throw bad(field, "must be a number from " + least + " to " + most);
    }
    return Optional.of(number.doubleValue());
  }
}
