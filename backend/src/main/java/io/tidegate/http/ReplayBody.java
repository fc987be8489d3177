package io.tidegate.http;

import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.ReplaySelection.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads which records are to be replayed. */
final class ReplayBody {
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private ReplayBody() {}

  /**
   * The selection of a body; all records for none.
   *
   * @throws InvalidConfigurationException if it does not say what its kind needs, or more than that
   */
  static ReplaySelection selection(JsonObject body) {
    if (body.isEmpty()) {
      return ReplaySelection.all();
    }
    Kind kind = Kind.valueOf(body.getString("kind").toUpperCase(Locale.ROOT));
    List<Misfit> misfits = new ArrayList<>();
    for (Kind other : List.of(Kind.SINCE, Kind.IDS, Kind.FILTER)) {
      String name = other.json();
      if (other == kind && !body.containsKey(name)) {
        misfits.add(
            new Misfit("/" + name, "The replay does not say which records.", "Add " + name + "."));
      }
      if (other != kind && body.containsKey(name)) {
        misfits.add(
            new Misfit(
                "/" + name,
                "A replay of the kind " + kind.json() + " takes no " + name + ".",
                "Remove it, or choose the kind " + name + "."));
      }
    }
    if (misfits.isEmpty() && kind == Kind.SINCE) {
      checkTime(body.getString("since"), misfits);
    }
    if (misfits.isEmpty() && kind == Kind.IDS) {
      checkIds(body.getJsonArray("ids"), misfits);
    }
    if (misfits.isEmpty()) {
      try {
        return ReplaySelection.of(body);
      } catch (IllegalArgumentException unreadable) {
        misfits.add(
            new Misfit(
                "/filter",
                "It is no filter.",
                "Write conditions as {\"attribute\": …, \"operator\": …, \"value\": …}, joined by"
                    + " {\"all\": […]} or {\"any\": […]}."));
      }
    }
    throw new InvalidConfigurationException(misfits);
  }

  private static void checkIds(JsonArray ids, List<Misfit> misfits) {
    for (int i = 0; i < ids.size(); i++) {
      if (!GUID.matcher(ids.getString(i)).matches()) {
        misfits.add(
            new Misfit(
                "/ids/" + i,
                "It is no id of a record in Dynamics 365.",
                "Write it as in 7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21."));
      }
    }
  }

  private static void checkTime(String since, List<Misfit> misfits) {
    try {
      OffsetDateTime.parse(since);
    } catch (DateTimeException unreadable) {
      misfits.add(
          new Misfit(
              "/since",
              "It is no time.",
              "Write it as in 2026-11-24T00:00:00Z, with Z or an offset at its end."));
    }
  }
}
