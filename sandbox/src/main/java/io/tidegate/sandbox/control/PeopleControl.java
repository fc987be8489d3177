package io.tidegate.sandbox.control;

import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.people.Contacts;
import io.tidegate.sandbox.people.Counterparts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** Adds people to Dynamics and has things happen to them. */
final class PeopleControl {
  private static final int MOST_PEOPLE = 5_000_000;
  private static final long USUAL_SEED = 42;

  private final Vertx vertx;
  private final DynamicsStore store;
  private final Contacts contacts;
  private final TrickleControl trickle;
  private final Counterparts counterparts;

  PeopleControl(Vertx vertx, Systems systems) {
    this.vertx = vertx;
    this.store = systems.dynamics();
    this.contacts = systems.contacts();
    this.trickle = new TrickleControl(systems.trickle());
    this.counterparts = systems.counterparts();
  }

  void register(Controls controls) {
    controls.onBody(HttpMethod.POST, "/people", this::add);
    controls.onBody(HttpMethod.POST, "/changes", this::change);
    controls.onBody(HttpMethod.POST, "/profiles", this::addProfiles);
    trickle.register(controls, "/trickle");
  }

  private Future<Answer> add(Buffer body) {
    Input input = Input.of(body, "count", "seed");
    int count =
        input.whole("count", 1, MOST_PEOPLE).orElseThrow(() -> input.bad("count", "is required"));
    long seed = input.any("seed").orElse(USUAL_SEED);
    return vertx
        .executeBlocking(
            () -> {
              contacts.add(count, seed);
              return new JsonObject().put("added", count).put("contacts", store.count("contact"));
            })
        .compose(added -> trickle.refresh().map(added))
        .compose(Answer::created);
  }

  private Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "count", "seed", "deletes", "creates");
    int count = input.whole("count", 0, MOST_PEOPLE).orElse(0);
    int deletes = input.whole("deletes", 0, MOST_PEOPLE).orElse(0);
    int creates = input.whole("creates", 0, MOST_PEOPLE).orElse(0);
    long seed = input.any("seed").orElse(USUAL_SEED);
    return vertx
        .executeBlocking(
            () -> {
              try {
                return Views.changes(contacts.change(count, deletes, creates, seed));
              } catch (IllegalArgumentException e) {
                throw input.bad("count", e.getMessage());
              }
            })
        .compose(Answer::ok);
  }

  private Future<Answer> addProfiles(Buffer body) {
    Input input = Input.of(body, "fromContacts");
    if (!input.flag("fromContacts").orElse(false)) {
      throw input.bad("fromContacts", "must be true: profiles come from nowhere else");
    }
    return vertx
        .executeBlocking(() -> new JsonObject().put("created", counterparts.add()))
        .compose(Answer::created);
  }

  Future<Void> reset() {
    trickle.reset();
    return vertx.executeBlocking(
        () -> {
          contacts.reset();
          store.reset();
          return null;
        });
  }
}
