package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A fault of Tidegate's process, of PostgreSQL or of a wire, at each boundary.
 *
 * @param breaks strikes while Tidegate is held fast
 * @param mends has what failed work again, when Tidegate is not held any more
 */
record Interruption(String name, Consumer<World> breaks, Consumer<World> mends)
    implements FaultKind {
  private static final Duration COMES_BY = Duration.ofSeconds(30);
  private static final Duration RECOVERS = Duration.ofMinutes(3);
  private static final Duration OUTAGE = Duration.ofSeconds(2);

  /** A service that hears nothing of PostgreSQL for ten seconds takes its lock for lost. */
  private static final Duration BEYOND_HEARTBEAT = Duration.ofSeconds(15);

  /** How often each boundary is struck. */
  private static final int EACH = Integer.getInteger("faults.each", 1);

  static List<FaultKind> all() {
    return List.of(
        new Interruption(
            "Tidegate kill -9", world -> world.service().kill(), world -> world.service().start()),
        new Interruption(
            "Tidegate SIGTERM", world -> world.service().close(), world -> world.service().start()),
        new Interruption(
            "workflows stopped and started", Interruption::stop, Interruption::startAgain),
        new Interruption(
            "PostgreSQL kill -9",
            world -> world.database().kill(),
            world -> world.database().start()),
        new Interruption(
            "PostgreSQL restarted",
            world -> world.database().stop(),
            world -> world.database().start()),
        new Interruption("sessions terminated", Interruption::terminateSessions, world -> {}),
        cut("wire to PostgreSQL cut", world -> world.database().relay()),
        torn("wire to PostgreSQL reset", world -> world.database().relay()),
        stalled("wire to PostgreSQL stalled", world -> world.database().relay(), OUTAGE),
        stalled(
            "wire to PostgreSQL stalled until the service gives its lock up",
            world -> world.database().relay(),
            BEYOND_HEARTBEAT),
        cut("wire to Dynamics cut", World::dynamics),
        torn("wire to Dynamics reset", World::dynamics),
        stalled("wire to Dynamics stalled", World::dynamics, OUTAGE),
        cut("wire to Campaign cut", World::campaign),
        torn("wire to Campaign reset", World::campaign),
        stalled("wire to Campaign stalled", World::campaign, OUTAGE),
        control("delta tokens expired", "/expire-delta-tokens"),
        control("access tokens expired", "/expire-tokens"),
        control("SFTP sessions cut", "/sftp/disconnect"),
        new Interruption("SFTP logins refused", Interruption::refuseLogins, Interruption::letIn));
  }

  private static void stop(World world) {
    World.WORKFLOWS.forEach(id -> world.service().postTo(id, "/stop"));
  }

  /** A stop is refused while the database does not answer; then an operator asks again. */
  private static void startAgain(World world) {
    Until.holds(
        "all workflows have stopped",
        RECOVERS,
        () -> {
          List<String> others =
              World.WORKFLOWS.stream().filter(id -> !"STOPPED".equals(world.status(id))).toList();
          others.stream()
              .filter(id -> !"STOPPING".equals(world.status(id)))
              .forEach(id -> world.service().postTo(id, "/stop"));
          return others.isEmpty();
        });
    world.startWorkflows();
  }

  private static void terminateSessions(World world) {
    world
        .database()
        .column(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'tidegate'");
  }

  private static FaultKind control(String name, String path) {
    return new Interruption(
        name, world -> world.sandbox().control("POST", path, null), world -> {});
  }

  private static void refuseLogins(World world) {
    world.sandbox().control("PUT", "/sftp/faults", new JsonObject().put("refuseLogins", true));
    world.sandbox().control("POST", "/sftp/disconnect", null);
  }

  private static void letIn(World world) {
    Until.over(OUTAGE);
    world.sandbox().control("PUT", "/sftp/faults", new JsonObject().put("refuseLogins", false));
    world.startUntilRunning();
  }

  /** Where the relay of a wire is. */
  private interface Wire {
    TcpRelay in(World world);
  }

  private static FaultKind cut(String name, Wire wire) {
    return new Interruption(
        name,
        world -> wire.in(world).down(),
        world -> {
          Until.over(OUTAGE);
          wire.in(world).up();
        });
  }

  private static FaultKind torn(String name, Wire wire) {
    return new Interruption(name, world -> wire.in(world).reset(), world -> {});
  }

  private static FaultKind stalled(String name, Wire wire, Duration outage) {
    return new Interruption(
        name,
        world -> wire.in(world).stall(),
        world -> {
          Until.over(outage);
          wire.in(world).flow();
        });
  }

  @Override
  public String family() {
    return "boundary";
  }

  @Override
  public Map<String, Integer> strike(World world) {
    Map<String, Integer> struck = new LinkedHashMap<>();
    for (Boundary boundary : Boundary.ALL) {
      int times = 0;
      for (int i = 0; i < EACH; i++) {
        times += strike(world, boundary) ? 1 : 0;
      }
      struck.put(boundary.label(), times);
    }
    return struck;
  }

  private boolean strike(World world, Boundary boundary) {
    boolean reached;
    try (Hold hold = boundary.hold(world)) {
      reached = Until.passed(COMES_BY, hold::reached);
      if (reached) {
        breaks.accept(world);
      }
    }
    if (reached) {
      mends.accept(world);
    }
    if (boundary.equals(Boundary.STOP)) {
      Until.holds("Tidegate answers", RECOVERS, world.service()::isReady);
      world.startUntilRunning();
    }
    world.awaitRunning();
    return reached;
  }
}
