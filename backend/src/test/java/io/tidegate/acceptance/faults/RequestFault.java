package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A fault of the vendors' systems: some requests of each sort meet it.
 *
 * @param effect how the fault is described to the sandbox
 * @param forTokens whether the systems that issue tokens can fail in this way too
 * @param each how often each sort of request fails, if that many are sent
 * @param forGood whether it counts as what no waiting mends, so that an operator has to start again
 */
record RequestFault(
    String name, UnaryOperator<JsonObject> effect, boolean forTokens, int each, boolean forGood)
    implements FaultKind {
  private static final int EACH = 5;
  private static final int TOKENS_EACH = 2;
  private static final double SHARE = 0.4;

  /** How long requests are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** A sort of requests, by what they do for a workflow. */
  private record Moment(String name, String api, String method, String path) {}

  private static final List<Moment> MOMENTS =
      List.of(
          new Moment("read changes", "dynamics", "GET", "/contacts"),
          new Moment("read linked", "dynamics", "GET", "/(accounts|new_)"),
          new Moment("write events", "dynamics", "POST", "/\\$batch"),
          new Moment("write consent", "dynamics", "PATCH", "/contacts"),
          new Moment("read profiles", "campaign", "GET", "/byLastModified"),
          new Moment("look up", "campaign", "GET", "/byExternalId"),
          new Moment("create", "campaign", "POST", "."),
          new Moment("change", "campaign", "PATCH", "."),
          new Moment("delete", "campaign", "DELETE", "."));

  private static final List<Moment> TOKENS =
      List.of(
          new Moment("sign in (Dynamics)", "entra", "POST", "."),
          new Moment("sign in (Campaign)", "ims", "POST", "."));

  static List<FaultKind> all() {
    return List.of(
        status("429 with Retry-After", 429, fault -> fault.put("retryAfterSeconds", 1)),
        status("429 without Retry-After", 429, fault -> fault),
        status("500", 500, fault -> fault),
        status("502", 502, fault -> fault),
        status("503", 503, fault -> fault),
        status("504", 504, fault -> fault),
        effect("connection cut before", "cut", true),
        effect("answer lost", "lostAnswer", true),
        effect("answer malformed", "malformed", true),
        effect("answer truncated", "truncated", true),
        effect("answer of another type", "wrongType", true),
        effect("token expired", "expiredToken", false),
        slow("slow answer", 3_000, EACH),
        slow("no answer in time", 130_000, 1),
        new RequestFault(
            "302 redirect",
            fault -> fault.put("kind", "status").put("status", 302),
            true,
            1,
            true));
  }

  private static FaultKind status(String name, int status, UnaryOperator<JsonObject> more) {
    return new RequestFault(
        name,
        fault -> more.apply(fault.put("kind", "status").put("status", status)),
        true,
        EACH,
        false);
  }

  private static FaultKind effect(String name, String kind, boolean forTokens) {
    return new RequestFault(name, fault -> fault.put("kind", kind), forTokens, EACH, false);
  }

  /** The request is processed at once; its answer begins, and ends only then. */
  private static FaultKind slow(String name, int millis, int each) {
    return new RequestFault(
        name, fault -> fault.put("kind", "slowBody").put("delayMillis", millis), true, each, false);
  }

  @Override
  public String family() {
    return "request";
  }

  @Override
  public Map<String, Integer> strike(World world) {
    Map<String, String> ids = new LinkedHashMap<>();
    MOMENTS.forEach(moment -> ids.put(arm(world, moment, SHARE, each), moment.name()));
    if (forTokens) {
      TOKENS.forEach(moment -> ids.put(arm(world, moment, 1, TOKENS_EACH), moment.name()));
      world.sandbox().control("POST", "/expire-tokens", null);
    }
    Until.passed(
        PATIENCE,
        () -> {
          if (forGood) {
            world.startFailed();
          }
          return hits(world, ids).values().stream().allMatch(hits -> hits >= each);
        });
    Map<String, Integer> struck = hits(world, ids);
    world.sandbox().noFaults();
    if (forGood) {
      world.startUntilRunning();
    }
    return struck;
  }

  private String arm(World world, Moment moment, double share, int count) {
    return world
        .sandbox()
        .fault(
            effect.apply(
                new JsonObject()
                    .put("api", moment.api())
                    .put("method", moment.method())
                    .put("path", moment.path())
                    .put("share", share)
                    .put("count", count)));
  }

  private static Map<String, Integer> hits(World world, Map<String, String> ids) {
    Map<String, Integer> hits = new LinkedHashMap<>();
    world.sandbox().control("GET", "/faults", null).getJsonArray("faults").stream()
        .map(JsonObject.class::cast)
        .forEach(fault -> hits.put(ids.get(fault.getString("id")), fault.getInteger("hits")));
    return hits;
  }
}
