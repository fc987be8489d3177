package io.tidegate.acceptance.faults;

import io.tidegate.acceptance.SandboxServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares both systems as they show themselves over HTTP, by rules of its own, and reads the
 * journal of what was written.
 */
final class Checker {
  /** Column of the contact → field of the profile, both true for "not to be contacted". */
  private static final Map<String, String> OPT_OUTS =
      Map.of(
          "donotbulkemail", "blackListEmail",
          "new_donotsms", "blackListMobile",
          "donotphone", "blackListPhone",
          "donotbulkpostalmail", "blackListPostalMail",
          "new_donotpush", "blackListPushnotification",
          "msdyn_gdproptout", "blackList");

  /** The channel's name in the history of what people did → field of the profile. */
  private static final Map<String, String> CHANNELS =
      Map.of(
          "email", "blackListEmail",
          "sms", "blackListMobile",
          "phone", "blackListPhone",
          "postal", "blackListPostalMail",
          "push", "blackListPushnotification",
          "all", "blackList");

  private final SandboxServer sandbox;
  private final Supplier<List<String>> deadLetters;
  private final JournalReader journal;
  private final List<String> known = new ArrayList<>();

  /**
   * A checker of both systems.
   *
   * @param deadLetters each as its address, its key, and why, with spaces in between
   */
  Checker(SandboxServer sandbox, Supplier<List<String>> deadLetters) {
    this.sandbox = sandbox;
    this.deadLetters = deadLetters;
    this.journal = new JournalReader(sandbox);
  }

  /** Whether both sides show the same. */
  boolean agree() {
    Findings findings = new Findings();
    compare(findings);
    return findings.without(known).isEmpty();
  }

  /** What is wrong now and was not when it was last asked. */
  Findings findings() {
    Findings findings = new Findings();
    compare(findings);
    journal.read(findings);
    Findings fresh = findings.without(known);
    known.addAll(fresh.all());
    return fresh;
  }

  private void compare(Findings findings) {
    Map<String, JsonObject> contacts = contacts();
    Map<String, JsonObject> profiles = records(Level.CONTACT, findings);
    compare(Level.CONTACT, contacts, profiles, Map.of(), findings);
    Map<String, String> ids = new HashMap<>();
    for (Level level : Level.LINKED) {
      Map<String, JsonObject> records = records(level, findings);
      records.forEach((id, record) -> ids.put(record.getString("PKey"), id));
      compare(level, rows(level), records, ids, findings);
    }
    contacts.forEach(
        (id, contact) -> {
          if (profiles.containsKey(id)) {
            compareConsent(id, contact, profiles.get(id), findings);
          }
        });
    lastWords(profiles, findings);
    new Timelines(sandbox).compare(contacts.keySet(), findings);
    deadLetters(findings);
  }

  private Map<String, JsonObject> contacts() {
    return byKey(
        "contactid",
        sandbox.rows(
            "contacts",
            "contactid,emailaddress1,firstname,lastname,mobilephone,versionnumber,"
                + String.join(",", OPT_OUTS.keySet())));
  }

  private Map<String, JsonObject> rows(Level level) {
    return byKey(
        level.key(),
        sandbox.rows(
            level.set(),
            level.name()
                + ","
                + Level.VERSION
                + (level.lookup() == null ? "" : "," + lookupValue(level))));
  }

  private static Map<String, JsonObject> byKey(String key, List<JsonObject> rows) {
    Map<String, JsonObject> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(row.getString(key), row));
    return byKey;
  }

  private static String lookupValue(Level level) {
    return "_" + level.lookup() + "_value";
  }

  private Map<String, JsonObject> records(Level level, Findings findings) {
    Map<String, JsonObject> records = new HashMap<>();
    for (JsonObject record : sandbox.records(level.resource())) {
      String id = record.getString(level.targetKey());
      if (records.put(id, record) != null) {
        findings.twice().add(level.resource() + " " + id + " is there more than once");
      }
    }
    return records;
  }

  private static void compare(
      Level level,
      Map<String, JsonObject> rows,
      Map<String, JsonObject> records,
      Map<String, String> ids,
      Findings findings) {
    rows.forEach(
        (id, row) -> {
          JsonObject record = records.get(id);
          if (record == null) {
            findings.lost().add(level.flow() + " " + id + " is not in Campaign");
            return;
          }
          compare(
              level, id, "version", version(row), mark(record.getValue(level.mark())), findings);
          compare(
              level,
              id,
              "name",
              text(row.getValue(level.name())),
              text(record.getValue(level.targetName())),
              findings);
          if (level.lookup() != null) {
            JsonObject link = record.getJsonObject(level.link());
            compare(
                level,
                id,
                "parent",
                text(row.getString(lookupValue(level))),
                link == null ? "" : text(ids.get(link.getString("PKey"))),
                findings);
          }
        });
    Set<String> leftOver = new HashSet<>(records.keySet());
    leftOver.removeAll(rows.keySet());
    leftOver.forEach(
        id -> findings.lost().add(level.flow() + " " + id + " was deleted and is in Campaign"));
  }

  private static void compare(
      Level level, String id, String what, String expected, String found, Findings findings) {
    if (!expected.equals(found)) {
      findings
          .lost()
          .add("%s %s: %s %s instead of %s".formatted(level.flow(), id, what, found, expected));
    }
  }

  private static String version(JsonObject row) {
    return Long.toString(row.getLong(Level.VERSION));
  }

  private static String mark(Object mark) {
    return mark == null ? "" : Long.toString((long) Double.parseDouble(mark.toString()));
  }

  private static String text(Object value) {
    return Objects.toString(value, "").strip();
  }

  private static void compareConsent(
      String id, JsonObject contact, JsonObject profile, Findings findings) {
    OPT_OUTS.forEach(
        (column, field) -> {
          if (flag(contact, column) != flag(profile, field)) {
            findings
                .lost()
                .add(
                    "consent of %s: %s is %s, %s is %s"
                        .formatted(id, column, flag(contact, column), field, flag(profile, field)));
          }
        });
  }

  private static boolean flag(JsonObject record, String field) {
    return Boolean.TRUE.equals(record.getBoolean(field));
  }

  /** Whoever's last word, on whichever side, was to opt out, is opted out. */
  private void lastWords(Map<String, JsonObject> profiles, Findings findings) {
    Map<String, JsonObject> lastWords = new HashMap<>();
    for (JsonObject change : sandbox.all("/consent/history", "changes")) {
      lastWords.put(change.getString("person") + " " + change.getString("channel"), change);
    }
    lastWords.forEach(
        (whom, change) -> {
          JsonObject profile = profiles.get(change.getString("person"));
          String field = CHANNELS.get(change.getString("channel"));
          if (change.getBoolean("to")
              && profile != null
              && field != null
              && !flag(profile, field)) {
            findings.lost().add("consent of " + whom + ": opted out last, and would be contacted");
          }
        });
  }

  /** Only the world failed: no record of somebody who is there may have been given up. */
  private void deadLetters(Findings findings) {
    Set<String> there = new HashSet<>();
    there.addAll(rows(Level.CONTACT).keySet());
    Level.LINKED.forEach(level -> there.addAll(rows(level).keySet()));
    deadLetters.get().stream()
        .filter(letter -> there.contains(letter.split(" ", -1)[1]))
        .forEach(findings.givenUp()::add);
  }
}
