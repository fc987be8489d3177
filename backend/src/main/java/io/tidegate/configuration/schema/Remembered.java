package io.tidegate.configuration.schema;

import io.tidegate.configuration.SchemaDiscovery.Read;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read within the last ten minutes. Several who ask at once share one reading; a reading
 * that failed is forgotten. Safe for use from any thread.
 */
final class Remembered {
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** A system has some hundred tables of interest; more are read by somebody who tries names. */
  private static final int MOST = 2_000;

  private final Clock clock;
  private final Map<Object, Entry> entries = new HashMap<>();

  private record Entry(Future<?> reading, Instant begun) {}

  Remembered(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is remembered, or what is read now.
   *
   * @param refresh whether to read in any case, unless that is under way
   */
  @SuppressWarnings("unchecked")
  <T> Future<Read<T>> read(Object key, boolean refresh, Supplier<Future<T>> reading) {
    Entry entry = entry(key, refresh, reading);
    entry.reading.onFailure(failed -> forget(key, entry));
    return ((Future<T>) entry.reading).map(value -> new Read<>(value, entry.begun));
  }

  private synchronized Entry entry(
      Object key, boolean refresh, Supplier<? extends Future<?>> reading) {
    Instant now = clock.instant();
    Entry known = entries.get(key);
    if (known != null
        && (!known.reading.isComplete() || (!refresh && known.begun.plus(FRESH).isAfter(now)))) {
      return known;
    }
    if (entries.size() >= MOST) {
      entries.clear();
    }
    Entry fresh = new Entry(begin(reading), now);
    entries.put(key, fresh);
    return fresh;
  }

  private synchronized void forget(Object key, Entry failed) {
    entries.remove(key, failed);
  }

  private static Future<?> begin(Supplier<? extends Future<?>> reading) {
    try {
      return reading.get();
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }
}
