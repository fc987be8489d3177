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
 */
record RequestFault(String name, UnaryOperator<JsonObject> effect, Manner manner)
    implements FaultKind {

  /**
   * How it strikes.
   *
   * @param each how often each sort of request fails, if that many are sent
   * @param signIns whether requests for tokens fail too
   * @param alone whether one request only is struck at a time, and the next when it was
   * @param forGood whether Tidegate counts it as what no waiting mends, so that an operator has to
   *     start the workflow again
   */
  private record Manner(int each, boolean signIns, boolean alone, boolean forGood) {
    static final Manner USUAL = new Manner(5, true, false, false);
    static final Manner ONCE = new Manner(1, false, false, false);
    static final Manner ONE_BY_ONE = new Manner(2, false, true, false);
    static final Manner FOR_GOOD = new Manner(2, false, false, true);
  }

  private static final int SIGN_INS_EACH = 2;
  private static final double SHARE = 0.4;

  /** How long requests are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final Duration PATIENCE_ALONE = Duration.ofSeconds(4);

  /** Until the request that was struck has been repeated. */
  private static final Duration APART = Duration.ofSeconds(2);

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

  private static final List<Moment> SIGN_INS =
      List.of(
          new Moment("sign in (Dynamics)", "entra", "POST", "."),
          new Moment("sign in (Campaign)", "ims", "POST", "."));

  static List<FaultKind> all() {
    return List.of(
        status("429 with Retry-After", 429, fault -> fault.put("retryAfterSeconds", 1)),
        status("429 without Retry-After", 429, UnaryOperator.identity()),
        status("500", 500, UnaryOperator.identity()),
        status("502", 502, UnaryOperator.identity()),
        status("503", 503, UnaryOperator.identity()),
        status("504", 504, UnaryOperator.identity()),
        usual("connection cut before", "cut"),
        usual("answer lost", "lostAnswer"),
        usual("answer malformed", "malformed"),
        usual("answer truncated", "truncated"),
        usual("answer of another type", "wrongType"),
        new RequestFault("slow answer", slow(3_000), Manner.USUAL),
        new RequestFault("no answer in time", slow(130_000), Manner.ONCE),
        new RequestFault(
            "token expired", fault -> fault.put("kind", "expiredToken"), Manner.ONE_BY_ONE),
        new RequestFault(
            "tokens refused again and again",
            fault -> fault.put("kind", "status").put("status", 401),
            Manner.FOR_GOOD),
        new RequestFault(
            "302 redirect",
            fault -> fault.put("kind", "status").put("status", 302),
            Manner.FOR_GOOD));
  }

  private static FaultKind status(String name, int status, UnaryOperator<JsonObject> more) {
    return new RequestFault(
        name, fault -> more.apply(fault.put("kind", "status").put("status", status)), Manner.USUAL);
  }

  private static FaultKind usual(String name, String kind) {
    return new RequestFault(name, fault -> fault.put("kind", kind), Manner.USUAL);
  }

  /** The request is processed and its answer begins at once, and ends only then. */
  private static UnaryOperator<JsonObject> slow(int millis) {
    return fault -> fault.put("kind", "slowBody").put("delayMillis", millis);
  }

  @Override
  public String family() {
    return "request";
  }

  @Override
  public Map<String, Integer> strike(World world) {
    Map<String, Integer> struck = manner.alone() ? strikeOneByOne(world) : strikeTogether(world);
    if (manner.forGood()) {
      world.startUntilRunning();
    }
    return struck;
  }

  private Map<String, Integer> strikeTogether(World world) {
    Map<String, String> ids = new LinkedHashMap<>();
    MOMENTS.forEach(moment -> ids.put(arm(world, moment, SHARE, manner.each()), moment.name()));
    if (manner.signIns()) {
      SIGN_INS.forEach(moment -> ids.put(arm(world, moment, 1, SIGN_INS_EACH), moment.name()));
      world.sandbox().control("POST", "/expire-tokens", null);
    }
    Until.passed(
        PATIENCE,
        () -> {
          if (manner.forGood()) {
            world.startWhatDoesNotRun();
          }
          Map<String, Integer> hits = hits(world, ids);
          return MOMENTS.stream().allMatch(moment -> hits.get(moment.name()) == manner.each());
        });
    Map<String, Integer> struck = hits(world, ids);
    world.sandbox().noFaults();
    return struck;
  }

  private Map<String, Integer> strikeOneByOne(World world) {
    Map<String, Integer> struck = new LinkedHashMap<>();
    for (int i = 0; i < manner.each(); i++) {
      for (Moment moment : MOMENTS) {
        Map<String, String> ids = Map.of(arm(world, moment, 1, 1), moment.name());
        Until.passed(PATIENCE_ALONE, () -> hits(world, ids).containsValue(1));
        hits(world, ids).forEach((name, hits) -> struck.merge(name, hits, Integer::sum));
        world.sandbox().noFaults();
        Until.over(APART);
      }
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
