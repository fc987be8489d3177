package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what happened in Campaign with the activities on the contacts' timelines, over HTTP:
 * each event once, on its contact, with its campaign, delivery, time and address.
 */
final class Timeline {

  /** The event's type, its table, the column of its time. */
  private enum Type {
    SEND("send", "adobe_emailsends", "adobe_senton"),
    OPEN("open", "adobe_emailopens", "adobe_openedon"),
    CLICK("click", "adobe_emailclicks", "adobe_clickedon"),
    BOUNCE("bounce", "adobe_emailbounces", "adobe_bouncedon");

    private final String name;
    private final String entitySet;
    private final String happenedOn;

    Type(String name, String entitySet, String happenedOn) {
      this.name = name;
      this.entitySet = entitySet;
      this.happenedOn = happenedOn;
    }
  }

  private Timeline() {}

  /** How many events Campaign knows that are to be in Dynamics: hard bounces only. */
  static long expected(SandboxServer sandbox) {
    long count = 0;
    for (Type type : Type.values()) {
      count += events(sandbox, type).size();
    }
    return count;
  }

  /** How many events there were so far, soft bounces included. */
  static long happened(SandboxServer sandbox) {
    long count = 0;
    for (Type type : Type.values()) {
      count += sandbox.all("/events?type=" + type.name, "events").size();
    }
    return count;
  }

  /** How many events a mailing will have had when it is over. */
  static long events(JsonObject mailing) {
    return mailing.getLong("sent")
        + mailing.getLong("opened")
        + mailing.getLong("clicked")
        + mailing.getLong("bounced");
  }

  static void assertComplete(SandboxServer sandbox) {
    for (Type type : Type.values()) {
      List<String> expected =
          events(sandbox, type).stream().map(event -> expected(type, event)).sorted().toList();
      List<String> actual =
          sandbox
              .rows(
                  type.entitySet,
                  "_regardingobjectid_value,subject,adobe_campaignname,adobe_deliveryname,"
                      + "adobe_mirrorpageurl,adobe_trackingurl,"
                      + type.happenedOn)
              .stream()
              .map(row -> actual(type, row))
              .sorted()
              .toList();
      assertThat(actual).as("activities of type " + type.name).hasSameSizeAs(expected);
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < expected.size() && wrong.size() < 5; i++) {
        if (!expected.get(i).equals(actual.get(i))) {
          wrong.add(actual.get(i) + " instead of " + expected.get(i));
        }
      }
      assertThat(wrong)
          .as("activities of type " + type.name + " that are not as they should be")
          .isEmpty();
    }
  }

  private static List<JsonObject> events(SandboxServer sandbox, Type type) {
    return sandbox.all("/events?type=" + type.name, "events").stream()
        .filter(event -> type != Type.BOUNCE || "hard".equals(event.getString("failureType")))
        .toList();
  }

  private static String expected(Type type, JsonObject event) {
    return String.join(
        " | ",
        event.getString("externalId"),
        event.getString("campaignId") + " " + event.getString("deliveryId"),
        event.getString("campaignName"),
        event.getString("deliveryName"),
        second(event.getString("at")),
        // Campaign's tracking log does not tell the mirror page.
        type == Type.SEND || type == Type.BOUNCE ? text(event, "mirrorPage") : "",
        type == Type.CLICK ? text(event, "url") : "");
  }

  private static String actual(Type type, JsonObject row) {
    return String.join(
        " | ",
        row.getString("_regardingobjectid_value"),
        row.getString("subject"),
        row.getString("adobe_campaignname"),
        row.getString("adobe_deliveryname"),
        second(row.getString(type.happenedOn)),
        text(row, "adobe_mirrorpageurl"),
        text(row, "adobe_trackingurl"));
  }

  /** Dataverse keeps whole seconds. */
  private static String second(String instant) {
    return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(JsonObject object, String member) {
    String text = object.getString(member);
    return text == null ? "" : text;
  }

  /** A mailing, and the shares of what people do with it. */
  static JsonObject mailing(int people, int seed, int overSeconds) {
    return new JsonObject(
        Map.of(
            "count",
            people,
            "openShare",
            0.35,
            "clickShare",
            0.08,
            "bounceShare",
            0.02,
            "seed",
            seed,
            "overSeconds",
            overSeconds));
  }
}
