package io.tidegate.sandbox.control;

import io.tidegate.sandbox.accounts.Accounts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds linked records to Dynamics and has things happen to them. */
final class LinkedControl {
  private static final int MOST_ACCOUNTS = 1_000_000;
  private static final int MOST_EACH = 1000;
  private static final int MOST_ROWS = 1_000_000;
  private static final int MOST_CONTACTS = 5_000_000;
  private static final long USUAL_SEED = 42;

  private final Vertx vertx;
  private final Accounts accounts;
  private final TrickleControl trickle;

  LinkedControl(Vertx vertx, Systems systems) {
    this.vertx = vertx;
    this.accounts = systems.accounts();
    this.trickle = new TrickleControl(systems.accountsTrickle());
  }

  void register(Controls controls) {
    controls.onBody(HttpMethod.POST, "/linked", this::add);
    controls.onBody(HttpMethod.POST, "/linked/changes", this::change);
    trickle.register(controls, "/linked/trickle");
  }

  private Future<Answer> add(Buffer body) {
    Input input =
        Input.of(
            body,
            "accounts",
            "subscriptionsPerAccount",
            "linesPerSubscription",
            "contacts",
            "seed",
            "parentsFirst");
    Accounts.Plan plan =
        new Accounts.Plan(
            input
                .whole("accounts", 1, MOST_ACCOUNTS)
                .orElseThrow(() -> input.bad("accounts", "is required")),
            input.whole("subscriptionsPerAccount", 0, MOST_EACH).orElse(0),
            input.whole("linesPerSubscription", 0, MOST_EACH).orElse(0),
            input.whole("contacts", 0, MOST_CONTACTS).orElse(0),
            input.any("seed").orElse(USUAL_SEED),
            input.flag("parentsFirst").orElse(false));
    if (plan.rows() > MOST_ROWS) {
      throw input.bad("accounts", "these are more than " + MOST_ROWS + " records in all");
    }
    return vertx
        .executeBlocking(
            () ->
                new JsonObject()
                    .put("added", plan.rows())
                    .put("records", new JsonObject(Map.copyOf(accounts.add(plan)))))
        .compose(added -> trickle.refresh().map(added))
        .compose(Answer::created);
  }

  private Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "count", "seed", "deletes", "creates");
    int count = input.whole("count", 0, MOST_ROWS).orElse(0);
    int deletes = input.whole("deletes", 0, MOST_ROWS).orElse(0);
    int creates = input.whole("creates", 0, MOST_ROWS).orElse(0);
    long seed = input.any("seed").orElse(USUAL_SEED);
    return vertx
        .executeBlocking(
            () -> {
              try {
                Accounts.Changes changes = accounts.change(count, deletes, creates, seed);
                return new JsonObject()
                    .put("changed", ids(changes.changed()))
                    .put("deleted", ids(changes.deleted()))
                    .put("created", ids(changes.created()));
              } catch (IllegalArgumentException e) {
                throw input.bad("count", e.getMessage());
              }
            })
        .compose(Answer::ok);
  }

  void reset() {
    trickle.reset();
    accounts.reset();
  }

  private static JsonObject ids(Map<String, List<UUID>> byEntity) {
    JsonObject shown = new JsonObject();
    byEntity.forEach(
        (entity, ids) ->
            shown.put(entity, new JsonArray(ids.stream().map(UUID::toString).toList())));
    return shown;
  }
}
