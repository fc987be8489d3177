package io.tidegate.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.mapping.Filter;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Which of a flow's records are to be read again.
 *
 * @param kind which of the others says so
 * @param since those modified since then, ISO 8601 with an offset; or null
 * @param ids those with these ids; or null
 * @param filter those that meet it; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplaySelection(Kind kind, String since, List<String> ids, Filter filter) {

  /** What a selection goes by. */
  public enum Kind {
    ALL,
    SINCE,
    IDS,
    FILTER;

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public ReplaySelection {
    kind = kind == null ? Kind.ALL : kind;
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** Every record. */
  public static ReplaySelection all() {
    return new ReplaySelection(Kind.ALL, null, null, null);
  }

  public JsonObject toJson() {
    try {
      return new JsonObject(JSON.writeValueAsString(this));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A selection cannot be written", impossible);
    }
  }

  /**
   * Reads what {@link #toJson} writes, which is what the API takes.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ReplaySelection of(JsonObject json) {
    try {
      return JSON.readValue(json.encode(), ReplaySelection.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("Not a selection of records", broken);
    }
  }
}
