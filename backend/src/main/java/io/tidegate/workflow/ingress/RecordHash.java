package io.tidegate.workflow.ingress;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.ContentHash;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises a record that the target has already, in two parts: what is kept in step, and what is
 * written at an initial load or a replay only. Neither has the other written again.
 */
final class RecordHash {
  private static final char SEPARATOR = '.';

  private final ContentHash kept;
  private final Optional<ContentHash> initial;

  /**
   * The hash for one mapping.
   *
   * @param caseless the fields whose case the target rewrites
   */
  RecordHash(Mapping mapping, Set<String> caseless) {
    List<String> fields = new ArrayList<>();
    List<String> once = new ArrayList<>();
    for (AttributeMapping attribute : mapping.attributes()) {
      (attribute.applyUpdates() ? fields : once).add(attribute.target());
    }
    mapping.links().stream().map(Link::target).forEach(fields::add);
    this.kept = new ContentHash(fields, caseless);
    this.initial = once.isEmpty() ? Optional.empty() : Optional.of(new ContentHash(once, caseless));
  }

  /** Of a record with all its fields. */
  String of(JsonObject record) {
    return kept.of(record) + initial.map(hash -> SEPARATOR + hash.of(record)).orElse("");
  }

  /**
   * Of a record of which only what is kept in step is to be written.
   *
   * @param before the hash of what the target has
   */
  String update(JsonObject record, String before) {
    int separator = before.indexOf(SEPARATOR);
    String rest = separator < 0 ? String.valueOf(SEPARATOR) : before.substring(separator);
    return kept.of(record) + (initial.isPresent() ? rest : "");
  }
}
