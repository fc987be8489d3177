package io.tidegate.workflow.reconciliation;

import io.tidegate.workflow.reconciliation.Reconciliation.Phase;
import io.tidegate.workflow.reconciliation.ReportStore.Position;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads both sides, a page a round, and compares what was read. */
final class Reading {
  private static final int COMPARED_AT_ONCE = 10_000;

  private final Sides sides;
  private final Progress progress;
  private final ReportStore reports;
  private final Staging staging;
  private final Pace pace = new Pace();

  Reading(Sides sides, Progress progress, ReportStore reports, Staging staging) {
    this.sides = sides;
    this.progress = progress;
    this.reports = reports;
    this.staging = staging;
  }

  /** When both sides are read, as far as it is known how many there are; else null. */
  Instant eta(Reconciliation stored) {
    Long source = stored.source().expected();
    Long target = stored.target().expected();
    boolean known = target != null && (source != null || stored.phase() == Phase.READING_TARGET);
    if (!known) {
      return null;
    }
    long left = Math.max(0, target - stored.target().read());
    if (stored.phase() == Phase.READING_SOURCE) {
      left += Math.max(0, source - stored.source().read());
    }
    return pace.eta(left);
  }

  Future<Void> begin() {
    return progress.store(
        transaction ->
            staging
                .clear(transaction)
                .compose(cleared -> progress.move(transaction, Phase.COUNTING, null)));
  }

  Future<Void> count() {
    return sides
        .sourceCount()
        .compose(
            source ->
                sides
                    .targetCount()
                    .compose(
                        target ->
                            progress.store(
                                transaction ->
                                    reports
                                        .expect(transaction, progress.id(), source, target)
                                        .compose(
                                            expected ->
                                                progress.move(
                                                    transaction, Phase.READING_SOURCE, null)))));
  }

  Future<Void> readSource() {
    return sides
        .source(progress.position().cursor())
        .compose(
            page ->
                progress
                    .store(
                        transaction ->
                            staging
                                .source(transaction, page.records())
                                .compose(
                                    kept ->
                                        reports.read(transaction, progress.id(), page.read(), 0))
                                .compose(
                                    counted ->
                                        page.next() == null
                                            ? progress.move(transaction, Phase.READING_TARGET, null)
                                            : progress.move(
                                                transaction, Phase.READING_SOURCE, page.next())))
                    .onSuccess(stored -> pace.done(page.read())));
  }

  Future<Void> readTarget() {
    return sides
        .target(progress.position().cursor())
        .compose(
            page ->
                progress
                    .store(
                        transaction ->
                            staging
                                .target(transaction, page.records())
                                .compose(
                                    kept ->
                                        reports.read(transaction, progress.id(), 0, page.read()))
                                .compose(
                                    counted ->
                                        page.next() == null
                                            ? progress.move(transaction, Phase.COMPARING, "")
                                            : progress.move(
                                                transaction, Phase.READING_TARGET, page.next())))
                    .onSuccess(stored -> pace.done(page.read())));
  }

  Future<Void> compare() {
    Instant readAt =
        progress.position().comparedAt() == null
            ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
            : progress.position().comparedAt();
    return progress.store(
        transaction ->
            staging
                .compare(transaction, progress.position().cursor(), COMPARED_AT_ONCE, readAt)
                .compose(
                    last ->
                        progress.move(
                            transaction,
                            last.isPresent()
                                ? new Position(Phase.COMPARING, last.get(), readAt)
                                : new Position(Phase.CONFIRMING, null, readAt))));
  }

  /** Reads a side again from its first page. */
  Future<Void> anew(Phase side) {
    return progress.store(
        transaction ->
            staging
                .clear(transaction, side)
                .compose(cleared -> reports.readAnew(transaction, progress.id(), side))
                .compose(reset -> progress.move(transaction, side, null)));
  }
}
