package io.tidegate.workflow.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Gathers the steps of records, each change once. */
final class Journeys {
  private static final Comparator<TraceStep> NEWEST_FIRST =
      Comparator.comparing(TraceStep::at).thenComparing(TraceStep::position).reversed();

  /** A record in one flow. */
  record Key(String address, String key) {}

  private record Taken(Key key, TraceStep step) {}

  private record Place(Key key, long position) {}

  private final Map<Place, Taken> steps = new LinkedHashMap<>();

  /** Adds a step, in place of what was known of this change before. */
  void add(String address, String key, TraceStep step) {
    Key record = new Key(address, key);
    steps.put(new Place(record, step.position()), new Taken(record, step));
  }

  Collection<String> addresses() {
    TreeSet<String> addresses = new TreeSet<>();
    steps.values().forEach(taken -> addresses.add(taken.key().address()));
    return addresses;
  }

  /** The newest steps by records, the newest first. */
  Trace trace(int limit, boolean more, Map<Key, String> targets) {
    List<Taken> newest =
        steps.values().stream()
            .sorted(Comparator.comparing(Taken::step, NEWEST_FIRST))
            .limit(limit)
            .toList();
    Map<Key, List<TraceStep>> records = new LinkedHashMap<>();
    newest.forEach(
        taken -> records.computeIfAbsent(taken.key(), key -> new ArrayList<>()).add(taken.step()));
    List<TracedRecord> traced = new ArrayList<>(records.size());
    records.forEach((key, taken) -> traced.add(record(key, targets.get(key), taken)));
    return new Trace(traced, more || steps.size() > limit);
  }

  private static TracedRecord record(Key key, String target, List<TraceStep> steps) {
    int dot = key.address().indexOf('.');
    return new TracedRecord(
        key.address().substring(0, dot),
        key.address().substring(dot + 1),
        key.key(),
        target,
        steps);
  }
}
