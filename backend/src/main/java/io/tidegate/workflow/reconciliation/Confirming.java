package io.tidegate.workflow.reconciliation;

import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.reconciliation.Staging.Candidate;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks at each candidate again, on both sides, until it is equal or differs for certain; what is
 * on its way gets time to arrive.
 */
final class Confirming {
  private static final int CONFIRMED_AT_ONCE = 200;
  private static final int FEWEST_LOOKS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final FlowAddress flow;
  private final Sides sides;
  private final Progress progress;
  private final ReportStore reports;
  private final Staging staging;
  private final DifferenceStore differences;
  private final Function<Duration, Future<Void>> pause;

  /** Of this run; null until the first candidates are looked at. */
  private Pace pace;

  private Instant since;
  private long left;
  private int round;

  /** Whether what is on its way may arrive. */
  private boolean flowRuns;

  Confirming(
      FlowAddress flow,
      Sides sides,
      Progress progress,
      ReportStore reports,
      Staging staging,
      DifferenceStore differences,
      Function<Duration, Future<Void>> pause) {
    this.flow = flow;
    this.sides = sides;
    this.progress = progress;
    this.reports = reports;
    this.staging = staging;
    this.differences = differences;
    this.pause = pause;
  }

  /** When all are confirmed; null while it is not known. */
  Instant eta() {
    return pace == null ? null : pace.eta(left);
  }

  /** Gives whether any are left. */
  Future<Boolean> next() {
    if (since == null) {
      since = Instant.now();
      pace = new Pace();
      return staging.candidates().onSuccess(count -> left = count).map(true);
    }
    return staging
        .candidates(CONFIRMED_AT_ONCE)
        .compose(
            candidates -> {
              if (candidates.isEmpty()) {
                return Future.succeededFuture(false);
              }
              int next = candidates.get(0).round();
              if (next > round) {
                // Each has been looked at: what was on its way gets time to arrive.
                round = next;
                return pause.apply(pauseBefore(next)).map(true);
              }
              return confirm(candidates).map(true);
            });
  }

  private static Duration pauseBefore(int next) {
    Duration growing = Duration.ofMillis(250L << Math.min(next, 10));
    return growing.compareTo(LONGEST_PAUSE) < 0 ? growing : LONGEST_PAUSE;
  }

  private Future<Void> confirm(List<Candidate> candidates) {
    Map<String, Instant> readAt = new HashMap<>();
    candidates.forEach(candidate -> readAt.put(candidate.key(), candidate.readAt()));
    return sides
        .runs()
        .onSuccess(runs -> flowRuns = runs)
        .compose(known -> sides.onTheirWay(readAt))
        .compose(
            onTheirWay -> {
              List<String> keys =
                  candidates.stream()
                      .map(Candidate::key)
                      .filter(key -> !onTheirWay.contains(key))
                      .toList();
              Instant freshAt = Instant.now();
              return sides
                  .fresh(keys)
                  .map(fresh -> Confirmation.of(candidates, onTheirWay, fresh, freshAt));
            })
        .compose(this::keep);
  }

  private Future<Void> keep(Confirmation result) {
    Set<Candidate> givenUp = isPatienceOver() ? Set.copyOf(result.again()) : Set.of();
    List<Candidate> again =
        result.again().stream().filter(candidate -> !givenUp.contains(candidate)).toList();
    List<String> done = new ArrayList<>(result.equal());
    result.differences().forEach(difference -> done.add(difference.key()));
    givenUp.forEach(candidate -> done.add(candidate.key()));
    return progress
        .store(
            transaction ->
                reports
                    .found(transaction, progress.id(), result.differences(), givenUp.size())
                    .compose(
                        counted ->
                            differences.add(
                                transaction, progress.id(), flow.name(), result.differences()))
                    .compose(added -> staging.remove(transaction, done))
                    .compose(removed -> staging.keep(transaction, again)))
        .onSuccess(
            stored -> {
              pace.done(done.size());
              left -= done.size();
            });
  }

  /** What is on its way for that long is not waited for, nor what cannot arrive. */
  private boolean isPatienceOver() {
    if (!flowRuns) {
      return round > 0;
    }
    Duration patience = PATIENCE.plusSeconds(2L * sides.pollSeconds());
    return round >= FEWEST_LOOKS && since.plus(patience).isBefore(Instant.now());
  }
}
