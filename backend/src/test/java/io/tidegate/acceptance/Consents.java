package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is opted out of what, as both systems say over HTTP, and what people really did. The pairs
 * are written down here a second time: it shares no code with what it checks.
 */
final class Consents {
  /** Channel → Dynamics attribute, Campaign field. */
  private static final Map<String, String[]> CHANNELS =
      Map.of(
          "email", pair("donotbulkemail", "blackListEmail"),
          "sms", pair("new_donotsms", "blackListMobile"),
          "phone", pair("donotphone", "blackListPhone"),
          "postal", pair("donotbulkpostalmail", "blackListPostalMail"),
          "push", pair("new_donotpush", "blackListPushnotification"),
          "all", pair("msdyn_gdproptout", "blackList"));

  private Consents() {}

  /** Person and channel → whether opted out in Dynamics. */
  static Map<String, Boolean> inDynamics(SandboxServer sandbox) {
    List<String> columns = new ArrayList<>(List.of("contactid"));
    CHANNELS.values().forEach(pair -> columns.add(pair[0]));
    Map<String, Boolean> values = new HashMap<>();
    sandbox
        .contacts(String.join(",", columns))
        .forEach(
            (id, contact) ->
                CHANNELS.forEach(
                    (channel, pair) ->
                        values.put(
                            id + " " + channel, Boolean.TRUE.equals(contact.getBoolean(pair[0])))));
    return values;
  }

  /** Person and channel → whether opted out in Campaign. */
  static Map<String, Boolean> inCampaign(SandboxServer sandbox) {
    Map<String, Boolean> values = new HashMap<>();
    for (JsonObject profile : sandbox.profiles()) {
      CHANNELS.forEach(
          (channel, pair) ->
              values.put(
                  profile.getString("externalId") + " " + channel,
                  Boolean.TRUE.equals(profile.getBoolean(pair[1]))));
    }
    return values;
  }

  static boolean agree(SandboxServer sandbox) {
    return inDynamics(sandbox).equals(inCampaign(sandbox));
  }

  /** What people changed, in order. */
  static List<JsonObject> history(SandboxServer sandbox) {
    return sandbox.all("/consent/history", "changes");
  }

  /** Whoever's last word, on whichever side, was to opt out, is opted out. */
  static void assertNobodyIsMailedAgainstTheirLastWord(SandboxServer sandbox) {
    Map<String, JsonObject> lastWords = new HashMap<>();
    history(sandbox)
        .forEach(
            change ->
                lastWords.put(
                    change.getString("person") + " " + change.getString("channel"), change));
    Map<String, Boolean> campaign = inCampaign(sandbox);
    List<String> wronged = new ArrayList<>();
    lastWords.forEach(
        (whom, change) -> {
          if (change.getBoolean("to") && !campaign.get(whom)) {
            wronged.add(whom + ", opted out last, in " + change.getString("side"));
          }
        });
    assertThat(wronged).as("people who opted out and would be mailed").isEmpty();
  }

  /** For each person, no more writes than there were changes: nothing went to and fro. */
  static void assertNothingWasWrittenTwice(SandboxServer sandbox) {
    Map<String, Integer> changes = new HashMap<>();
    history(sandbox).forEach(change -> changes.merge(change.getString("person"), 1, Integer::sum));
    Map<String, Integer> writes = writes(sandbox);
    List<String> tooMany = new ArrayList<>();
    writes.forEach(
        (person, count) -> {
          if (count > changes.getOrDefault(person, 0)) {
            tooMany.add(
                person + ": " + count + " writes, " + changes.getOrDefault(person, 0) + " changes");
          }
        });
    assertThat(tooMany).as("people who were written more often than they changed").isEmpty();
  }

  /** How many writes were done to each person, on both sides, heard of or not. */
  static Map<String, Integer> writes(SandboxServer sandbox) {
    Map<String, Integer> writes = new HashMap<>();
    for (String api : List.of("dynamics", "campaign")) {
      for (JsonObject exchange : sandbox.all("/journal?api=" + api, "entries")) {
        if (exchange.getString("effect") != null && !"none".equals(exchange.getString("effect"))) {
          String person =
              api.equals("campaign") ? exchange.getString("externalId") : exchange.getString("key");
          writes.merge(person, 1, Integer::sum);
        }
      }
    }
    return writes;
  }

  static long writes(SandboxServer sandbox, String api) {
    JsonObject counters = sandbox.counters(api);
    return counters.getLong("creates") + counters.getLong("updates") + counters.getLong("deletes");
  }

  static JsonObject changes(int count, int people, long seed, int overSeconds) {
    return new JsonObject()
        .put("changes", count)
        .put("people", people)
        .put("seed", seed)
        .put("overSeconds", overSeconds)
        .put("sides", new JsonArray().add("dynamics").add("campaign"))
        .put("channels", new JsonArray(List.copyOf(CHANNELS.keySet())));
  }

  private static String[] pair(String attribute, String field) {
    return new String[] {attribute, field};
  }
}
