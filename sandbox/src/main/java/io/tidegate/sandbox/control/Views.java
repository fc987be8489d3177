package io.tidegate.sandbox.control;

import io.tidegate.sandbox.delivery.BroadLog;
import io.tidegate.sandbox.delivery.Delivery;
import io.tidegate.sandbox.delivery.Event;
import io.tidegate.sandbox.delivery.Failure;
import io.tidegate.sandbox.delivery.LogRow;
import io.tidegate.sandbox.delivery.TrackingLog;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Journal;
import io.tidegate.sandbox.people.Contacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Shows counters, journal and changes as JSON. */
final class Views {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Views() {}

  static JsonObject counters(Counters counters) {
    JsonObject all = new JsonObject();
    for (Api api : Api.values()) {
      all.put(api.label(), counters(counters, api));
    }
    JsonObject faults = new JsonObject();
    counters.faults().forEach(faults::put);
    return all.put("faults", faults);
  }

  private static JsonObject counters(Counters counters, Api api) {
    JsonObject answered = new JsonObject();
    counters.answered(api).forEach((status, count) -> answered.put("" + status, count));
    JsonObject shown =
        new JsonObject()
            .put("requests", counters.requests(api))
            .put("answered", answered)
            .put("unanswered", counters.unansweredBy(api));
    switch (api) {
      case ENTRA, IMS -> shown.put("tokens", counters.get(api, Counter.TOKENS));
      case DYNAMICS, CAMPAIGN -> {
        for (Counter counter : Counter.values()) {
          shown.put(counter.label(), counters.get(api, counter));
        }
        Api issuer = api == Api.DYNAMICS ? Api.ENTRA : Api.IMS;
        shown.put("tokens", counters.get(issuer, Counter.TOKENS));
      }
    }
    return shown;
  }

  static JsonObject journal(Journal.Page page) {
    JsonArray entries = new JsonArray();
    for (Journal.Entry entry : page.entries()) {
      entries.add(
          new JsonObject()
              .put("n", entry.n())
              .put("at", Instant.ofEpochMilli(entry.at()).toString())
              .put("api", entry.api().label())
              .put("method", entry.method())
              .put("path", entry.path())
              .put("status", entry.status())
              .put("effect", entry.effect().label())
              .put("done", entry.done() == 0 ? null : entry.done())
              .put("resource", entry.resource().isEmpty() ? null : entry.resource())
              .put("key", entry.key())
              .put("externalId", entry.externalId().isEmpty() ? null : entry.externalId())
              .put("mark", entry.mark().isEmpty() ? null : entry.mark())
              .put("fault", entry.fault().isEmpty() ? null : entry.fault()));
    }
    return new JsonObject().put("entries", entries).put("next", page.next());
  }

  static JsonObject event(long sequence, Event event) {
    LogRow row = event.row();
    Delivery delivery = row.delivery();
    boolean clicked = event.type() == Event.Type.CLICK;
    Failure failure = row instanceof BroadLog mail ? mail.failure() : null;
    return new JsonObject()
        .put("sequence", sequence)
        .put("type", event.type().label())
        .put("logId", row.id())
        .put("externalId", row.externalId())
        .put("campaignId", delivery.campaignId())
        .put("campaignName", delivery.campaignName())
        .put("deliveryId", delivery.deliveryId())
        .put("deliveryName", delivery.deliveryName())
        .put("at", time(event.at()))
        .put("url", clicked && row instanceof TrackingLog click ? click.url() : null)
        .put("mirrorPage", delivery.mirrorPage(row.broadLogId()))
        .put("failureType", failure == null ? null : failure.type())
        .put("failureReason", failure == null ? null : failure.reason());
  }

  /** ISO 8601, always with milliseconds. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  static JsonObject changes(Contacts.Changes changes) {
    return new JsonObject()
        .put("changed", ids(changes.changed()))
        .put("deleted", ids(changes.deleted()))
        .put("created", ids(changes.created()));
  }

  private static JsonArray ids(List<UUID> ids) {
    JsonArray array = new JsonArray();
    ids.forEach(id -> array.add(id.toString()));
    return array;
  }
}
