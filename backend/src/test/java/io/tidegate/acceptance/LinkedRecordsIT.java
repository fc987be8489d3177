package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand records in three levels, created in any order while the service runs and Campaign
 * loses one answer in twenty, across an orderly end of the service; then changed and deleted,
 * parents and children, also across its sudden death.
 */
class LinkedRecordsIT {
  private static final int ACCOUNTS = 530;
  private static final int RECORDS = ACCOUNTS * (1 + 3 + 3 * 5);
  private static final Duration SOON = Duration.ofMinutes(2);

  /** A level: its table, its resource, and how it hangs on the one above. */
  private record Level(
      String flow,
      String entity,
      String set,
      String key,
      String name,
      String lookup,
      String resource,
      String link) {}

  private static final Level ACCOUNT =
      new Level("account", "account", "accounts", "accountid", "name", null, "cusAccount", null);
  private static final Level SUBSCRIPTION =
      new Level(
          "subscription",
          "new_subscription",
          "new_subscriptions",
          "new_subscriptionid",
          "new_name",
          "new_accountid",
          "cusSubscription",
          "cusAccount");
  private static final Level LINE =
      new Level(
          "invoiceline",
          "new_invoiceline",
          "new_invoicelines",
          "new_invoicelineid",
          "new_name",
          "new_subscriptionid",
          "cusInvoiceLine",
          "cusSubscription");
  private static final List<Level> LEVELS = List.of(LINE, SUBSCRIPTION, ACCOUNT);

  @Test
  void no_child_is_written_before_its_parent_and_in_the_end_both_sides_are_equal()
      throws IOException {
    try (SandboxServer sandbox = SandboxServer.start()) {
      for (String method : List.of("POST", "PATCH", "DELETE")) {
        sandbox.fault(
            new JsonObject()
                .put("api", "campaign")
                .put("method", method)
                .put("kind", "lostAnswer")
                .put("share", 0.05));
      }
      try (ServiceProcess service =
          ServiceProcess.start(
              "linked-records", TestDatabase.create().options(), sandbox.url(), Map.of())) {
        configure(service);
        service.post("/start");
        service.awaitStatus("RUNNING");
        sandbox.control(
            "POST",
            "/linked",
            new JsonObject()
                .put("accounts", ACCOUNTS)
                .put("subscriptionsPerAccount", 3)
                .put("linesPerSubscription", 5)
                .put("seed", 11));
        service.awaitIngress(
            "it is in the midst of writing", SOON, ingress -> ingress.getLong("backlog") > 1_000);
        assertThat(saidWhenEnded(service)).doesNotContain("did not close");
        service.start();
        awaitInStep(service, sandbox);
        Map<String, String> first = parents(sandbox);
        assertThat(truth(sandbox)).hasSize(RECORDS);
        assertThat(childrenBeforeTheirParents(sandbox, first)).isEmpty();

        change(sandbox, 1);
        Map<String, String> second = parents(sandbox);
        service.kill();
        change(sandbox, 2);
        Map<String, String> third = parents(sandbox);
        service.start();
        change(sandbox, 3);
        awaitInStep(service, sandbox);
        // One in five changes moves a child to another parent, which may be younger than the child.
        Map<String, String> unmoved = parents(sandbox);
        Stream.of(first, second, third)
            .forEach(
                before ->
                    unmoved
                        .entrySet()
                        .removeIf(
                            now ->
                                !now.getValue()
                                    .equals(before.getOrDefault(now.getKey(), now.getValue()))));
        assertThat(unmoved).hasSizeGreaterThan(RECORDS / 2);
        assertThat(childrenBeforeTheirParents(sandbox, unmoved)).isEmpty();
        assertThat(service.deadLetters()).isEmpty();
      }
    }
  }

  /** Maps the three levels, linked, and nothing else. */
  static void configure(ServiceProcess service) {
    String url = service.url() + "/api/v1/configuration/ingress";
    Http.Answer saved = Http.get(url, Map.of());
    JsonArray flows = new JsonArray();
    LEVELS.forEach(level -> flows.add(flow(level)));
    Http.Answer answer =
        Http.send(
            "PUT",
            url,
            Map.of("If-Match", "\"" + saved.json().getInteger("version") + "\""),
            new JsonObject().put("content", new JsonObject().put("flows", flows)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static JsonObject flow(Level level) {
    JsonArray links = new JsonArray();
    if (level.link() != null) {
      links.add(
          new JsonObject()
              .put("target", level.link())
              .put("source", level.lookup())
              .put("flow", level.equals(LINE) ? "subscription" : "account"));
    }
    return new JsonObject()
        .put("id", level.flow())
        .put("enabled", true)
        .put(
            "mapping",
            new JsonObject()
                .put("entity", level.entity())
                .put("sourceKey", level.key())
                .put("resource", level.resource())
                .put("targetKey", "cusExternalId")
                .put("picklists", "value")
                .put(
                    "attributes",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("source", level.name())
                                .put("target", "cusName")
                                .put("applyUpdates", true)))
                .put("links", links))
        .put("lookupFilter", "byExternalId")
        .put("lookupParameter", "externalId_parameter")
        .put("deletions", "delete")
        .put("deleteFilteredOut", false)
        .put("heldDeletionShare", 0.05)
        .put("pageSize", 1_000)
        .put("pollSeconds", 1)
        .put("parentWaitSeconds", 600)
        .put("schemaCheckSeconds", 60);
  }

  /** Ends it as an operator would, and what its log said of that. */
  private static String saidWhenEnded(ServiceProcess service) throws IOException {
    int before = Files.readString(service.log().toPath()).length();
    service.close();
    return Files.readString(service.log().toPath()).substring(before);
  }

  private static void change(SandboxServer sandbox, int seed) {
    sandbox.control(
        "POST",
        "/linked/changes",
        new JsonObject()
            .put("count", 400)
            .put("deletes", 150)
            .put("creates", 50)
            .put("seed", seed));
  }

  private static void awaitInStep(ServiceProcess service, SandboxServer sandbox) {
    await("both sides are equal")
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(differences(sandbox).entrySet().stream().limit(5)).isEmpty());
    service.awaitIngress(
        "nothing is queued and nothing waits",
        SOON,
        ingress ->
            ingress.getLong("backlog") == 0
                && ingress.getJsonArray("flows").stream()
                    .map(JsonObject.class::cast)
                    .allMatch(flow -> flow.getLong("waiting") == 0));
  }

  /** What differs between both sides, by the record's id. */
  private static Map<String, String> differences(SandboxServer sandbox) {
    Map<String, String> differences = new TreeMap<>(truth(sandbox));
    found(sandbox)
        .forEach(
            (id, found) ->
                differences.merge(
                    id,
                    "not in Dynamics 365: " + found,
                    (expected, other) ->
                        expected.equals(found) ? null : expected + ", but found: " + found));
    return differences;
  }

  /** Each record's name and its parent's id, by its own. */
  private static Map<String, String> truth(SandboxServer sandbox) {
    Map<String, String> truth = new TreeMap<>();
    for (Level level : LEVELS) {
      String lookup = level.lookup() == null ? null : "_" + level.lookup() + "_value";
      String select = level.name() + (lookup == null ? "" : "," + lookup);
      for (JsonObject row : sandbox.rows(level.set(), select)) {
        truth.put(
            row.getString(level.key()),
            content(row.getString(level.name()), lookup == null ? null : row.getString(lookup)));
      }
    }
    return truth;
  }

  private static String content(String name, String parent) {
    return name + " of " + (parent == null ? "nobody" : parent);
  }

  private static Map<String, String> found(SandboxServer sandbox) {
    Map<String, String> ids = new HashMap<>();
    Map<String, String> found = new TreeMap<>();
    for (Level level : List.of(ACCOUNT, SUBSCRIPTION, LINE)) {
      for (JsonObject record : sandbox.records(level.resource())) {
        String id = record.getString("cusExternalId");
        ids.put(record.getString("PKey"), id);
        JsonObject parent =
            level.link() == null ? null : record.getJsonObject(level.link(), new JsonObject());
        String content =
            content(
                record.getString("cusName"),
                parent == null || parent.isEmpty() ? null : ids.get(parent.getString("PKey")));
        found.merge(id, content, (one, other) -> "twice: " + one);
      }
    }
    return found;
  }

  /** Each child's parent as Dynamics 365 has it now. */
  private static Map<String, String> parents(SandboxServer sandbox) {
    Map<String, String> parents = new HashMap<>(truth(sandbox));
    parents.replaceAll((id, content) -> content.substring(content.lastIndexOf(' ') + 1));
    return parents;
  }

  /** By the order in which the journal says that records came into being. */
  private static List<String> childrenBeforeTheirParents(
      SandboxServer sandbox, Map<String, String> parents) {
    Map<String, Long> created = new HashMap<>();
    for (JsonObject entry : sandbox.all("/journal?api=campaign", "entries")) {
      if ("create".equals(entry.getString("effect"))) {
        created.putIfAbsent(entry.getString("externalId"), entry.getLong("done"));
      }
    }
    assertThat(created).as("creations in the journal").hasSizeGreaterThanOrEqualTo(RECORDS);
    List<String> wrong = new ArrayList<>();
    parents.forEach(
        (id, parent) -> {
          if (created.containsKey(parent) && created.get(parent) > created.get(id)) {
            wrong.add(id + " before " + parent);
          }
        });
    return wrong;
  }
}
