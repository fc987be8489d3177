package io.tidegate.acceptance.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A fault of Tidegate's process, of PostgreSQL or of a wire, at each boundary.
 *
 * @param effect strikes, and has what failed work again
 */
record Interruption(String name, Consumer<World> effect) implements FaultKind {
  private static final Duration COMES_BY = Duration.ofSeconds(30);
  private static final Duration RECOVERS = Duration.ofMinutes(3);
  private static final Duration OUTAGE = Duration.ofSeconds(2);

  /** How often each boundary is struck. */
  private static final int EACH = Integer.getInteger("faults.each", 1);

  private static final String SESSIONS =
      " FROM pg_stat_activity WHERE application_name = 'tidegate'";

  static List<FaultKind> all() {
    return List.of(
        new Interruption("Tidegate kill -9", Interruption::killService),
        new Interruption("Tidegate SIGTERM", Interruption::endService),
        new Interruption("workflows stopped and started", Interruption::restartWorkflows),
        new Interruption("PostgreSQL kill -9", Interruption::killDatabase),
        new Interruption("PostgreSQL restarted", Interruption::restartDatabase),
        new Interruption(
            "sessions terminated",
            world -> world.database().column("SELECT pg_terminate_backend(pid)" + SESSIONS)),
        new Interruption(
            "statements cancelled",
            world -> world.database().column("SELECT pg_cancel_backend(pid)" + SESSIONS)),
        cut("wire to PostgreSQL cut", world -> world.database().relay()),
        torn("wire to PostgreSQL reset", world -> world.database().relay()),
        stalled("wire to PostgreSQL stalled", world -> world.database().relay()),
        cut("wire to Dynamics cut", World::dynamics),
        torn("wire to Dynamics reset", World::dynamics),
        stalled("wire to Dynamics stalled", World::dynamics),
        cut("wire to Campaign cut", World::campaign),
        torn("wire to Campaign reset", World::campaign),
        stalled("wire to Campaign stalled", World::campaign));
  }

  private static void killService(World world) {
    world.service().kill();
    world.service().start();
  }

  private static void endService(World world) {
    world.service().close();
    world.service().start();
  }

  private static void restartWorkflows(World world) {
    World.WORKFLOWS.forEach(id -> world.service().postTo(id, "/stop"));
    Until.holds(
        "all workflows have stopped",
        RECOVERS,
        () -> World.WORKFLOWS.stream().allMatch(id -> "STOPPED".equals(world.status(id))));
    world.startWorkflows();
  }

  private static void killDatabase(World world) {
    world.database().kill();
    world.database().start();
  }

  private static void restartDatabase(World world) {
    world.database().stop();
    world.database().start();
  }

  /** Where the relay of a wire is. */
  private interface Wire {
    TcpRelay in(World world);
  }

  private static FaultKind cut(String name, Wire wire) {
    return new Interruption(
        name,
        world -> {
          wire.in(world).down();
          Until.over(OUTAGE);
          wire.in(world).up();
        });
  }

  private static FaultKind torn(String name, Wire wire) {
    return new Interruption(name, world -> wire.in(world).reset());
  }

  private static FaultKind stalled(String name, Wire wire) {
    return new Interruption(
        name,
        world -> {
          wire.in(world).stall();
          Until.over(OUTAGE);
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
    for (Boundary boundary : Boundary.values()) {
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
        effect.accept(world);
      }
    }
    if (boundary == Boundary.STOP) {
      Until.holds("Tidegate answers", RECOVERS, world.service()::isReady);
      world.startWorkflows();
    }
    world.awaitRunning();
    return reached;
  }
}
