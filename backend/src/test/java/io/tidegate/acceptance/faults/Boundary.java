package io.tidegate.acceptance.faults;

import java.util.function.Function;

/** A moment in the life of a record at which a fault can strike exactly. */
enum Boundary {
  READ("read", world -> Hold.request(world, "dynamics", "GET", "/contacts", "latency")),
  APPEND("append", world -> Hold.statement(world, "queue.address", "UPDATE queue.address SET")),
  TAKE("take", world -> Hold.statement(world, "queue.lane", "WITH batch AS")),
  WRITE("write", world -> Hold.request(world, "campaign", "PATCH", ".", "slowBody")),
  WRITE_EVENTS(
      "write events", world -> Hold.request(world, "dynamics", "POST", "batch", "slowBody")),
  SETTLE("settle", world -> Hold.statement(world, "queue.lane", "UPDATE queue.lane SET head")),
  STOP("stop", Hold::stop);

  private final String label;
  private final Function<World, Hold> hold;

  Boundary(String label, Function<World, Hold> hold) {
    this.label = label;
    this.hold = hold;
  }

  String label() {
    return label;
  }

  /** Holds Tidegate fast there as soon as it comes by. */
  Hold hold(World world) {
    return hold.apply(world);
  }
}
