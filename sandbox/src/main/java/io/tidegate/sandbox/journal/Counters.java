package io.tidegate.sandbox.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Running totals of what each API served. Safe to use from any thread. */
public final class Counters {
  private static final class Tally {
    final LongAdder requests = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final Map<Integer, LongAdder> answered = new ConcurrentHashMap<>();
    final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

    Tally() {
      for (Counter counter : Counter.values()) {
        counts.put(counter, new LongAdder());
      }
    }
  }

  private final Map<Api, Tally> tallies = new EnumMap<>(Api.class);
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

  public Counters() {
    for (Api api : Api.values()) {
      tallies.put(api, new Tally());
    }
  }

  public void add(Api api, Counter counter, long amount) {
    tally(api).counts.get(counter).add(amount);
  }

  void request(Api api) {
    tally(api).requests.increment();
  }

  void answered(Api api, int status) {
    tally(api).answered.computeIfAbsent(status, unused -> new LongAdder()).increment();
  }

  void unanswered(Api api) {
    tally(api).unanswered.increment();
  }

  void fault(String kind) {
    faults.computeIfAbsent(kind, unused -> new LongAdder()).increment();
  }

  public long requests(Api api) {
    return tally(api).requests.sum();
  }

  public long get(Api api, Counter counter) {
    return tally(api).counts.get(counter).sum();
  }

  /** How many requests the API answered with each status. */
  public Map<Integer, Long> answered(Api api) {
    Map<Integer, Long> result = new TreeMap<>();
    tally(api).answered.forEach((status, count) -> result.put(status, count.sum()));
    return result;
  }

  /** Requests that were left without an answer: cut, lost, or given up by the caller. */
  public long unansweredBy(Api api) {
    return tally(api).unanswered.sum();
  }

  /** How often each kind of fault struck. */
  public Map<String, Long> faults() {
    Map<String, Long> result = new TreeMap<>();
    faults.forEach((kind, count) -> result.put(kind, count.sum()));
    return result;
  }

  public void reset() {
    tallies
        .values()
        .forEach(
            tally -> {
              tally.requests.reset();
              tally.unanswered.reset();
              tally.answered.clear();
              tally.counts.values().forEach(LongAdder::reset);
            });
    faults.clear();
  }

  private Tally tally(Api api) {
    return tallies.get(api);
  }
}
