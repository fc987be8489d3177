package io.tidegate.configuration;

import io.tidegate.configuration.Change.Kind;
import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.Pinned;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is saved and does not run yet: what a stop and a start would change. */
final class Pending {
  private static final List<Document> WORKFLOWS =
      List.of(Document.INGRESS, Document.EGRESS, Document.CONSENT);

  private final Function<String, Optional<Pinned>> running;
  private final Supplier<Effective> saved;

  Pending(Function<String, Optional<Pinned>> running, Supplier<Effective> saved) {
    this.running = running;
    this.saved = saved;
  }

  /** The oldest version of a document that something runs on. */
  OptionalLong oldestRunning(Document document) {
    return WORKFLOWS.stream()
        .flatMap(workflow -> running.apply(workflow.id()).stream())
        .flatMap(pinned -> Optional.ofNullable(pinned.versions().get(document.id())).stream())
        .mapToLong(Long::longValue)
        .min();
  }

  /** For each document the workflows that run on something else. */
  Map<Document, List<String>> workflows() {
    Map<Document, List<String>> workflows = new EnumMap<>(Document.class);
    for (Document document : Document.values()) {
      workflows.put(document, new ArrayList<>());
    }
    for (Document workflow : WORKFLOWS) {
      changes(workflow).stream()
          .map(Change::document)
          .distinct()
          .forEach(document -> workflows.get(document).add(workflow.id()));
    }
    return workflows;
  }

  List<Change> changes(String workflow) {
    return WORKFLOWS.stream()
        .filter(document -> document.id().equals(workflow))
        .flatMap(document -> changes(document).stream())
        .toList();
  }

  private List<Change> changes(Document workflow) {
    String next = saved.get().of(workflow).config();
    return running
        .apply(workflow.id())
        .map(Pinned::config)
        .filter(pinned -> !pinned.equals(next))
        .map(pinned -> changes(workflow, EffectiveConfig.of(pinned), EffectiveConfig.of(next)))
        .orElse(List.of());
  }

  private static List<Change> changes(
      Document workflow, EffectiveConfig pinned, EffectiveConfig next) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(
        Differences.between(
            Document.CONNECTIONS,
            without(pinned.connections(), Effective.SECRETS),
            without(next.connections(), Effective.SECRETS)));
    changes.addAll(
        secrets(
            pinned.connections().getJsonObject(Effective.SECRETS, new JsonObject()),
            next.connections().getJsonObject(Effective.SECRETS, new JsonObject())));
    changes.addAll(
        Differences.between(
            workflow, withoutConsent(pinned.config()), withoutConsent(next.config())));
    if (workflow == Document.INGRESS) {
      changes.addAll(consent(pinned.config(), next.config()));
    }
    return changes;
  }

  private static List<Change> secrets(JsonObject before, JsonObject after) {
    List<Change> changes = new ArrayList<>();
    after.forEach(
        secret -> {
          Object earlier = before.getValue(secret.getKey());
          if (!secret.getValue().equals(earlier)) {
            changes.add(
                earlier == null
                    ? secret(Kind.ADDED, secret.getKey(), "set")
                    : secret(Kind.CHANGED, secret.getKey(), "replaced"));
          }
        });
    before.fieldNames().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add(secret(Kind.REMOVED, name, "taken away")));
    return changes;
  }

  private static Change secret(Kind kind, String name, String text) {
    return new Change(
        Document.CONNECTIONS, kind, name, text, "/" + name.substring(0, name.indexOf('.')));
  }

  /** What new records of ingress are born with is said in the rows of opt-in/out. */
  private static List<Change> consent(JsonObject before, JsonObject after) {
    String earlier = initialConsent(before);
    String later = initialConsent(after);
    return earlier.equals(later)
        ? List.of()
        : List.of(
            new Change(
                Document.CONSENT,
                Kind.CHANGED,
                "new profiles",
                "consent at birth: %s → %s".formatted(earlier, later),
                "/rows"));
  }

  private static String initialConsent(JsonObject config) {
    String fields =
        flows(config).stream()
            .flatMap(
                flow ->
                    flow.getJsonArray(Effective.INITIAL_CONSENT, new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .map(
                            initial ->
                                initial.getString("attribute")
                                    + " to "
                                    + initial.getString("field")))
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "none" : fields;
  }

  private static JsonObject withoutConsent(JsonObject config) {
    flows(config).forEach(flow -> flow.remove(Effective.INITIAL_CONSENT));
    return config;
  }

  private static List<JsonObject> flows(JsonObject config) {
    return config.getJsonArray("flows", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject without(JsonObject json, String name) {
    json.remove(name);
    return json;
  }
}
