package io.tidegate.bench;

import io.tidegate.queue.Change;
import io.vertx.core.Future;
import java.util.List;

/** A durable queue of changes, as far as the benchmark works it. */
interface Contender {
  String name();

  /** Makes what it needs in a fresh database. */
  Future<Void> open();

  /** Stores one page and the reader's cursor together. */
  Future<Void> append(List<Change> page, String cursor);

  /** Starts its writers, waits until they have settled everything, stops them. */
  Future<Void> drain();

  /** Reads the number of pending records from the database. */
  Future<Long> depthBySql();

  /** How often that can be asked within a benchmark. */
  int depthReads();
}
