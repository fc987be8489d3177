package io.tidegate.workflow.ingress;

import io.tidegate.mapping.ComparedFields;
import io.tidegate.mapping.FieldPath;
import io.tidegate.workflow.reconciliation.Kind;
import io.tidegate.workflow.reconciliation.Sides.Compared;
import io.tidegate.workflow.reconciliation.Sides.Value;
import io.tidegate.workflow.reconciliation.Sides.Values;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some records as both sides have them at one moment.
 *
 * @param found the records of the target, by their keys: each key is there
 * @param rows those of the source
 * @param mapped the same as they are to be, but for those that the filter leaves out
 * @param known what links to parents are written with, by the record map
 * @param pkeys the same after the target was asked for the parents of links that differ: the record
 *     map may be out of date
 */
record BothSides(
    IngressConfig.Flow flow,
    ComparedFields fields,
    Map<String, List<JsonObject>> found,
    Map<String, JsonObject> rows,
    Map<String, ComparedRecord> mapped,
    Map<Parent, String> known,
    Map<Parent, String> pkeys) {

  /** Stands for all rows that the filter leaves out: what they hold does not matter. */
  static Buffer leftOut() {
    return Buffer.buffer(new byte[16]);
  }

  /** The parents to ask the target for. */
  Set<Parent> doubtfulParents() {
    Set<Parent> doubtful = new HashSet<>();
    mapped.forEach(
        (key, record) -> {
          List<JsonObject> there = found.get(key);
          if (!record.links().isEmpty() && there.size() == 1) {
            differing(record, there.get(0)).stream()
                .filter(record.links()::containsKey)
                .forEach(field -> doubtful.add(record.links().get(field)));
          }
        });
    return doubtful;
  }

  /** The same after those were asked for. */
  BothSides with(Map<Parent, List<String>> current) {
    Set<String> linkedTo = new HashSet<>();
    found
        .values()
        .forEach(
            there -> there.forEach(target -> linkedTo.addAll(LinkTargets.linkedTo(flow, target))));
    Map<Parent, String> resolved = new HashMap<>(known);
    current.forEach(
        (parent, some) -> {
          resolved.remove(parent);
          // Of a parent that is there several times, the one that something links to.
          some.stream()
              .filter(linkedTo::contains)
              .findFirst()
              .or(() -> some.stream().findFirst())
              .ifPresent(pkey -> resolved.put(parent, pkey));
        });
    return new BothSides(flow, fields, found, rows, mapped, known, resolved);
  }

  Compared compared(String key) {
    List<JsonObject> there = found.get(key);
    ComparedRecord record = mapped.get(key);
    List<String> differing =
        record == null || there.size() != 1 ? List.of() : differing(record, there.get(0));
    return new Compared(
        key,
        hash(key),
        isLeftOut(key),
        kind(key, differing),
        differing,
        there.size() == 1 ? there.get(0).getString("href") : null);
  }

  private Optional<Buffer> hash(String key) {
    ComparedRecord record = mapped.get(key);
    if (record != null) {
      return Optional.of(fields.hash(record.linked(known)));
    }
    return isLeftOut(key) ? Optional.of(leftOut()) : Optional.empty();
  }

  private boolean isLeftOut(String key) {
    return rows.containsKey(key) && !mapped.containsKey(key);
  }

  private Optional<Kind> kind(String key, List<String> differing) {
    int there = found.get(key).size();
    if (there > 1) {
      return Optional.of(Kind.DUPLICATE);
    }
    if (mapped.containsKey(key)) {
      return there == 0
          ? Optional.of(Kind.MISSING)
          : differing.isEmpty() ? Optional.empty() : Optional.of(Kind.DIFFERENT);
    }
    boolean stays = isLeftOut(key) && !flow.deletesFilteredOut();
    return there == 0 || stays ? Optional.empty() : Optional.of(Kind.SURPLUS);
  }

  private List<String> differing(ComparedRecord record, JsonObject target) {
    return fields.differing(record.linked(pkeys), target);
  }

  /**
   * For people.
   *
   * @param parents the keys of the records that the target's record links to, by link field
   */
  Values values(String key, Map<String, String> parents) {
    ComparedRecord record = mapped.get(key);
    JsonObject target = target(key);
    List<String> differing =
        record == null
            ? fields.differing(new JsonObject(), target)
            : fields.differing(record.linked(pkeys), target);
    List<Value> values = new ArrayList<>();
    for (String path : ComparedRecord.paths(flow.mapping())) {
      Object there = FieldPath.get(target, path);
      Object shown = there instanceof JsonObject link ? link.getValue("title") : there;
      values.add(
          new Value(
              path,
              record == null ? null : record.shown(path),
              parents.getOrDefault(path, null) == null ? shown : parents.get(path),
              differing.contains(path)));
    }
    return new Values(values, why(key, differing));
  }

  /** The target's record; empty where it has none. */
  JsonObject target(String key) {
    return found.get(key).stream().findFirst().orElseGet(JsonObject::new);
  }

  private String why(String key, List<String> differing) {
    int there = found.get(key).size();
    ComparedRecord record = mapped.get(key);
    if (there > 1) {
      return "Campaign has %d records with this key; the first of them is shown. Merge them there."
          .formatted(there);
    }
    if (record == null) {
      return isLeftOut(key)
          ? "The flow's filter leaves this record out."
          : "Dynamics 365 has no such record any more.";
    }
    if (record.problem() != null) {
      return record.problem();
    }
    return there == 1 && differing.isEmpty() ? "Both sides are the same by now." : null;
  }
}
