package io.tidegate.configuration;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Help with the flows of ingress. Safe to call from any thread. Everything fails as {@link
 * SchemaDiscovery} does.
 */
public interface MappingTools {

  /** A flow to begin with, for two tables. Nothing is saved. */
  Future<Suggestion> suggest(String entity, String resource);

  /**
   * What a flow would write for some records. Writes nothing.
   *
   * @param flow as in the document {@code ingress}
   * @param records how many, 1 to 10
   * @param ids which records; any when empty
   * @return fails with {@link InvalidConfigurationException}, whose pointers are into the flow
   */
  Future<List<Tried>> tryFlow(JsonObject flow, int records, List<String> ids);

  /**
   * A suggested flow.
   *
   * @param flow as in the document {@code ingress}
   * @param reasons by target field, English phrases
   */
  record Suggestion(JsonObject flow, Map<String, String> reasons) {
    public Suggestion {
      flow = flow.copy();
      reasons = Map.copyOf(reasons);
    }

    @Override
    public JsonObject flow() {
      return flow.copy();
    }
  }

  /**
   * A record that was tried.
   *
   * @param filteredOut whether the filter leaves it out
   * @param problem why it would become a dead letter, an English sentence; or empty
   */
  record Tried(String key, boolean filteredOut, Optional<String> problem, List<TriedField> fields) {
    public Tried {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field of a record that was tried.
   *
   * @param source null for a constant or an expression
   * @param before a JSON value, or null
   * @param after a JSON value, or null
   * @param problem why it has no value, an English sentence; or empty
   */
  record TriedField(
      String target, String source, Object before, Object after, Optional<String> problem) {}
}
