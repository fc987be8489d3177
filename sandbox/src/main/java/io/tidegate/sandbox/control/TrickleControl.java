package io.tidegate.sandbox.control;

import io.tidegate.sandbox.people.Trickle;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** Tells and sets how much happens by itself. */
record TrickleControl(Trickle trickle) {
  private static final double MOST_PER_SECOND = 10_000;

  void register(Controls controls, String path) {
    controls.on(HttpMethod.GET, path, context -> show());
    controls.onBody(HttpMethod.PUT, path, this::change);
  }

  Future<Void> refresh() {
    return trickle.refresh();
  }

  void reset() {
    trickle.reset();
  }

  private Future<Answer> show() {
    Trickle.Rate rate = trickle.rate();
    return Answer.ok(
        new JsonObject()
            .put("perSecond", rate.perSecond())
            .put("deleteShare", rate.deleteShare())
            .put("createShare", rate.createShare()));
  }

  private Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "perSecond", "deleteShare", "createShare");
    double perSecond =
        input
            .number("perSecond", 0, MOST_PER_SECOND)
            .orElseThrow(() -> input.bad("perSecond", "is required"));
    double deletes = input.number("deleteShare", 0, 1).orElse(0.0);
    double creates = input.number("createShare", 0, 1).orElse(0.0);
    if (deletes + creates > 1) {
      throw input.bad("deleteShare", "together with createShare must not exceed 1");
    }
    return trickle.rate(new Trickle.Rate(perSecond, deletes, creates)).compose(unused -> show());
  }
}
