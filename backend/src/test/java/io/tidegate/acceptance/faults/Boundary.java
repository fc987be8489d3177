package io.tidegate.acceptance.faults;

import java.util.List;
import java.util.function.Function;

/**
 * A moment in the life of a record at which a fault can strike exactly.
 *
 * @param holder holds Tidegate fast there as soon as it comes by
 */
record Boundary(String label, Function<World, Hold> holder) {
  static final Boundary STOP = new Boundary("stop", Hold::stop);

  static final List<Boundary> ALL =
      List.of(
          request("read", "dynamics", "GET", "/contacts", "latency"),
          statement("append", "queue.address", "UPDATE queue.address SET"),
          statement("take", "queue.lane", "WITH batch AS"),
          request("write", "campaign", "PATCH", ".", "slowBody"),
          request("write events", "dynamics", "POST", "batch", "slowBody"),
          statement("settle", "queue.lane", "UPDATE queue.lane SET head"),
          STOP);

  private static Boundary request(
      String label, String api, String method, String path, String kind) {
    return new Boundary(label, world -> Hold.request(world, api, method, path, kind));
  }

  private static Boundary statement(String label, String table, String statement) {
    return new Boundary(label, world -> Hold.statement(world, table, statement));
  }

  Hold hold(World world) {
    return holder.apply(world);
  }
}
