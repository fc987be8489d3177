package io.tidegate.sandbox.control;

import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.delivery.Event;
import io.tidegate.sandbox.mailing.Mailing;
import io.tidegate.sandbox.mailing.MailingTrickle;
import io.tidegate.sandbox.mailing.Mailings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Has e-mails sent, and tells what truly came of them. */
final class DeliveryControl {
  private static final int MOST_PEOPLE = 5_000_000;
  private static final int USUAL_PEOPLE = 100;
  private static final int MOST_PER_MINUTE = 600;
  private static final int A_DAY = 86_400;
  private static final long USUAL_SEED = 42;
  private static final int USUAL_EVENTS = 1000;
  private static final int MOST_EVENTS = 100_000;

  private final Vertx vertx;
  private final Mailings mailings;
  private final MailingTrickle trickle;
  private final DeliveryLogs logs;

  DeliveryControl(Vertx vertx, Mailings mailings, DeliveryLogs logs) {
    this.vertx = vertx;
    this.mailings = mailings;
    this.trickle = new MailingTrickle(vertx, mailings);
    this.logs = logs;
  }

  void register(Controls controls) {
    controls.onBody(HttpMethod.POST, "/mailings", this::send);
    controls.on(HttpMethod.GET, "/mailings/trickle", context -> showTrickle());
    controls.onBody(HttpMethod.PUT, "/mailings/trickle", this::trickle);
    controls.on(HttpMethod.GET, "/events", context -> events(context.request().params()));
  }

  private Future<Answer> send(Buffer body) {
    Input input =
        Input.of(
            body,
            "count",
            "openShare",
            "clickShare",
            "bounceShare",
            "optOutShare",
            "seed",
            "overSeconds");
    int count =
        input.whole("count", 1, MOST_PEOPLE).orElseThrow(() -> input.bad("count", "is required"));
    Mailing.Order order =
        new Mailing.Order(
            count,
            shares(input),
            input.any("seed").orElse(USUAL_SEED),
            input.whole("overSeconds", 0, A_DAY).orElse(0));
    return mailings.send(order).map(DeliveryControl::shown).compose(Answer::created);
  }

  private Future<Answer> showTrickle() {
    MailingTrickle.Rate rate = trickle.rate();
    return Answer.ok(
        new JsonObject()
            .put("mailingsPerMinute", rate.mailingsPerMinute())
            .put("peoplePerMailing", rate.peoplePerMailing())
            .put("openShare", rate.shares().open())
            .put("clickShare", rate.shares().click())
            .put("bounceShare", rate.shares().bounce())
            .put("optOutShare", rate.shares().optOut()));
  }

  private Future<Answer> trickle(Buffer body) {
    Input input =
        Input.of(
            body,
            "mailingsPerMinute",
            "peoplePerMailing",
            "openShare",
            "clickShare",
            "bounceShare",
            "optOutShare");
    double perMinute =
        input
            .number("mailingsPerMinute", 0, MOST_PER_MINUTE)
            .orElseThrow(() -> input.bad("mailingsPerMinute", "is required"));
    int people = input.whole("peoplePerMailing", 1, MOST_PEOPLE).orElse(USUAL_PEOPLE);
    trickle.rate(new MailingTrickle.Rate(perMinute, people, shares(input)));
    return showTrickle();
  }

  /** No more mailings, and those that are on their way end. */
  void reset() {
    trickle.reset();
    mailings.reset();
  }

  private static Mailing.Shares shares(Input input) {
    return new Mailing.Shares(
        input.number("openShare", 0, 1).orElse(0.0),
        input.number("clickShare", 0, 1).orElse(0.0),
        input.number("bounceShare", 0, 1).orElse(0.0),
        input.number("optOutShare", 0, 1).orElse(0.0));
  }

  private static JsonObject shown(Mailing.Outcome outcome) {
    return new JsonObject()
        .put("campaignId", outcome.delivery().campaignId())
        .put("campaignName", outcome.delivery().campaignName())
        .put("deliveryId", outcome.delivery().deliveryId())
        .put("deliveryName", outcome.delivery().deliveryName())
        .put("sent", outcome.sent())
        .put("opened", outcome.opened())
        .put("clicked", outcome.clicked())
        .put("bounced", outcome.bounced())
        .put("optedOut", outcome.optedOut());
  }

  private Future<Answer> events(MultiMap parameters) {
    Page page = Page.of(parameters, USUAL_EVENTS, MOST_EVENTS);
    Optional<Event.Type> type =
        Optional.ofNullable(parameters.get("type"))
            .map(
                label ->
                    Event.Type.ofLabel(label)
                        .orElseThrow(
                            () -> new BadInputException("type", "There is no such event.")));
    return vertx.executeBlocking(() -> events(page, type), false).compose(Answer::ok);
  }

  private JsonObject events(Page page, Optional<Event.Type> type) {
    JsonArray shown = new JsonArray();
    long next = page.after();
    int end = logs.events();
    while (next < end && shown.size() < page.limit()) {
      int from = (int) next;
      List<Event> part = logs.events(from, from + page.limit());
      for (int i = 0; i < part.size() && shown.size() < page.limit(); i++) {
        next = from + i + 1L;
        if (type.isEmpty() || type.get() == part.get(i).type()) {
          shown.add(Views.event(next, part.get(i)));
        }
      }
    }
    return new JsonObject().put("events", shown).put("next", next);
  }
}
