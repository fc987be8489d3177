package io.tidegate.configuration;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Looks a record up where it came from. Safe to call from any thread. Writes nothing. */
public interface SourceLookup {

  /** The record as it is now, and what the saved mapping makes of it; or why that is not known. */
  Future<Found> find(String workflow, String flow, String key);

  /** What became of the look-up. */
  enum State {
    FOUND("found"),
    /** The source has no such record any more. */
    GONE("gone"),
    /** It cannot be read at present. */
    UNAVAILABLE("unavailable"),
    /** Records of this flow are not read one by one. */
    NOT_SUPPORTED("notSupported");

    private final String json;

    State(String json) {
      this.json = json;
    }

    public String json() {
      return json;
    }
  }

  /**
   * A record. Personal data.
   *
   * @param record its columns; null unless it was found
   * @param mapped null if the mapping makes nothing of it
   * @param why an English sentence: why there is no record, or nothing is mapped; or null
   */
  record Found(State state, JsonObject record, JsonObject mapped, String why) {

    public static Found none(State state, String why) {
      return new Found(state, null, null, why);
    }

    public JsonObject toJson() {
      return new JsonObject()
          .put("state", state.json())
          .put("record", record)
          .put("mapped", mapped)
          .put("why", why);
    }

    /** Without what it tells of a person. */
    @Override
    public String toString() {
      return "Found[" + state.name().toLowerCase(Locale.ROOT) + "]";
    }
  }
}
