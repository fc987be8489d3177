package io.tidegate.sandbox.control;

import io.tidegate.sandbox.consent.Among;
import io.tidegate.sandbox.consent.ChangesOfMind;
import io.tidegate.sandbox.consent.Channel;
import io.tidegate.sandbox.consent.ConsentTrickle;
import io.tidegate.sandbox.consent.Consents;
import io.tidegate.sandbox.consent.Side;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Has people change their minds about being contacted, and tells what they wanted when. */
final class ConsentControl {
  private static final int MOST_CHANGES = 1_000_000;
  private static final double MOST_PER_SECOND = 10_000;
  private static final int A_DAY = 86_400;
  private static final long USUAL_SEED = 42;
  private static final int USUAL_HISTORY = 10_000;
  private static final int MOST_HISTORY = 100_000;

  private final Vertx vertx;
  private final Consents consents;
  private final ChangesOfMind changes;
  private final ConsentTrickle trickle;

  ConsentControl(Vertx vertx, Systems systems) {
    this.vertx = vertx;
    this.consents = systems.consents();
    this.changes =
        new ChangesOfMind(vertx, consents, systems.dynamics(), systems.campaign().profiles());
    this.trickle =
        new ConsentTrickle(vertx, consents, systems.dynamics(), systems.campaign().profiles());
  }

  void register(Controls controls) {
    controls.onBody(HttpMethod.POST, "/consent", this::change);
    controls.on(HttpMethod.GET, "/consent/history", context -> history(context.request().params()));
    controls.on(HttpMethod.GET, "/consent/trickle", context -> showTrickle());
    controls.onBody(HttpMethod.PUT, "/consent/trickle", this::trickle);
  }

  private Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "changes", "seed", "people", "sides", "channels", "overSeconds");
    ChangesOfMind.Order order =
        new ChangesOfMind.Order(
            input
                .whole("changes", 1, MOST_CHANGES)
                .orElseThrow(() -> input.bad("changes", "is required")),
            input.any("seed").orElse(USUAL_SEED),
            input.whole("people", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE),
            among(input),
            input.whole("overSeconds", 0, A_DAY).orElse(0));
    return changes
        .make(order)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof IllegalArgumentException
                        ? input.bad("people", failure.getMessage())
                        : failure))
        .compose(made -> Answer.created(new JsonObject().put("changed", shown(made))));
  }

  private static JsonObject shown(Map<Side, Integer> counts) {
    JsonObject shown = new JsonObject();
    counts.forEach((side, count) -> shown.put(side.label(), count));
    return shown;
  }

  private static Among among(Input input) {
    return new Among(
        chosen(input, "sides", Side::ofLabel, Among.ALL.sides()),
        chosen(input, "channels", Channel::ofLabel, Among.ALL.channels()));
  }

  private static <T> List<T> chosen(
      Input input, String field, Function<String, Optional<T>> ofLabel, List<T> usual) {
    return input
        .texts(field)
        .map(
            labels ->
                labels.stream()
                    .map(
                        label ->
                            ofLabel
                                .apply(label)
                                .orElseThrow(() -> input.bad(field, "There is no " + label + ".")))
                    .toList())
        .orElse(usual);
  }

  private Future<Answer> history(MultiMap parameters) {
    Page page = Page.of(parameters, USUAL_HISTORY, MOST_HISTORY);
    return vertx.executeBlocking(() -> history(page), false).compose(Answer::ok);
  }

  private JsonObject history(Page page) {
    int from = (int) Math.min(page.after(), consents.changes());
    List<Consents.Change> part = consents.changes(from, from + page.limit());
    JsonArray shown = new JsonArray();
    for (int i = 0; i < part.size(); i++) {
      Consents.Change change = part.get(i);
      shown.add(
          new JsonObject()
              .put("sequence", from + i + 1)
              .put("at", Views.time(change.at()))
              .put("side", change.side().label())
              .put("person", change.person().toString())
              .put("channel", change.channel().label())
              .put("to", change.to()));
    }
    return new JsonObject()
        .put("changes", shown)
        .put("next", Math.max(page.after(), from + part.size()));
  }

  private Future<Answer> showTrickle() {
    ConsentTrickle.Rate rate = trickle.rate();
    return Answer.ok(
        new JsonObject()
            .put("perSecond", rate.perSecond())
            .put("sides", rate.among().sides().stream().map(Side::label).toList())
            .put("channels", rate.among().channels().stream().map(Channel::label).toList()));
  }

  private Future<Answer> trickle(Buffer body) {
    Input input = Input.of(body, "perSecond", "sides", "channels");
    double perSecond =
        input
            .number("perSecond", 0, MOST_PER_SECOND)
            .orElseThrow(() -> input.bad("perSecond", "is required"));
    return trickle
        .rate(new ConsentTrickle.Rate(perSecond, among(input)))
        .compose(unused -> showTrickle());
  }

  /** Nobody changes their mind any more; what there was is forgotten with the people. */
  void reset() {
    changes.reset();
    trickle.reset();
  }
}
