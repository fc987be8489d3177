package io.tidegate.acceptance.faults;

import io.tidegate.acceptance.SandboxServer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares what people did with mailings with what is on their contacts' timelines. */
final class Timelines {

  /** The event's type, its table, the column of its time. */
  private record Type(String name, String set, String at) {}

  private static final List<Type> TYPES =
      List.of(
          new Type("send", "adobe_emailsends", "adobe_senton"),
          new Type("open", "adobe_emailopens", "adobe_openedon"),
          new Type("click", "adobe_emailclicks", "adobe_clickedon"),
          new Type("bounce", "adobe_emailbounces", "adobe_bouncedon"));

  private final SandboxServer sandbox;

  Timelines(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  /** Of contacts that are gone, an event may or may not have been written before they went. */
  void compare(Set<String> contacts, Findings findings) {
    for (Type type : TYPES) {
      Map<String, Integer> events = events(type);
      Map<String, Integer> activities = activities(type);
      events.forEach(
          (event, count) -> {
            if (contacts.contains(event.split(" ", 2)[0])
                && activities.getOrDefault(event, 0) < count) {
              findings.lost().add(type.name() + " of " + event + " is not on the timeline");
            }
          });
      activities.forEach(
          (activity, count) -> {
            if (count > events.getOrDefault(activity, 0)) {
              findings
                  .twice()
                  .add(
                      "%s of %s is on the timeline %d times and happened %d times"
                          .formatted(
                              type.name(), activity, count, events.getOrDefault(activity, 0)));
            }
          });
    }
  }

  private Map<String, Integer> events(Type type) {
    Map<String, Integer> events = new HashMap<>();
    for (JsonObject event : sandbox.all("/events?type=" + type.name(), "events")) {
      if (!"soft".equals(event.getString("failureType"))) {
        String subject = event.getString("campaignId") + " " + event.getString("deliveryId");
        events.merge(
            key(event.getString("externalId"), subject, event.getString("at"), url(event, "url")),
            1,
            Integer::sum);
      }
    }
    return events;
  }

  private Map<String, Integer> activities(Type type) {
    Map<String, Integer> activities = new HashMap<>();
    String select = "_regardingobjectid_value,subject,adobe_trackingurl," + type.at();
    for (JsonObject row : sandbox.rows(type.set(), select)) {
      activities.merge(
          key(
              row.getString("_regardingobjectid_value"),
              row.getString("subject"),
              row.getString(type.at()),
              url(row, "adobe_trackingurl")),
          1,
          Integer::sum);
    }
    return activities;
  }

  private static String url(JsonObject record, String member) {
    return Objects.toString(record.getString(member), "");
  }

  /** Dataverse keeps whole seconds. */
  private static String key(String contact, String subject, String at, String url) {
    return String.join(
        " ", contact, subject, Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString(), url);
  }
}
