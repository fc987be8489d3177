package io.tidegate.workflow.ingress;

import io.tidegate.connector.RetriableException;
import io.tidegate.queue.Operation;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.SetAside;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A record as a unit of work. What the target refuses is no dead letter before it is certain that
 * the record itself is the reason: not another record, nor a schema that has changed.
 */
final class RecordWork implements Attempts.Work<Outcome> {

  /** What else may be the reason. */
  interface Reasons {

    /** The link of the record that leads nowhere, if there is one. */
    Future<Optional<Parent>> missingParent(QueuedRecord record);

    /** Whether the flow's records may be what others link to. */
    boolean hasChildren();

    /** Whether it was set aside before, and has waited as long as a record may. */
    Future<Boolean> waitedLongEnough(String key);

    /** Whether the mapping still fits the target, by what that says of itself from now on. */
    Future<Boolean> stillFits();
  }

  private final BatchWrite.Item item;
  private final RecordWrite write;
  private final Reasons reasons;
  private boolean triedAgain;
  private boolean fittedSinceFailing;

  RecordWork(BatchWrite.Item item, RecordWrite write, Reasons reasons) {
    this.item = item;
    this.write = write;
    this.reasons = reasons;
  }

  @Override
  public Future<Outcome> attempt() {
    return write
        .attempt()
        .compose(
            outcome ->
                outcome instanceof Refused refused && refused.answer() != null
                    ? refused(refused)
                    : Future.succeededFuture(outcome));
  }

  private Future<Outcome> refused(Refused refused) {
    if (isDeletion() && reasons.hasChildren()) {
      return setAside(null, refused);
    }
    Future<Optional<Parent>> missing =
        item.isUpsert()
            ? reasons.missingParent(item.record())
            : Future.succeededFuture(Optional.empty());
    return missing.compose(
        parent ->
            parent.isPresent()
                ? setAside(parent.get(), refused)
                : reasons.stillFits().compose(fits -> judged(refused, fits)));
  }

  private Future<Outcome> setAside(Parent parent, Refused refused) {
    return reasons
        .waitedLongEnough(item.key())
        .map(
            enough ->
                enough
                    ? refused.because(
                        parent == null ? ReasonCode.CHILDREN_REMAIN : ReasonCode.MISSING_PARENT)
                    : new SetAside(
                        new WaitingRecords.Waiting(
                            item.key(),
                            isDeletion(),
                            item.isUpsert() && item.record().isComplete(),
                            parent),
                        refused.mayExist()));
  }

  private boolean isDeletion() {
    return item.delivery().change().operation() == Operation.DELETE;
  }

  /** What did not fit may fit again by now, so that it is tried once more. */
  private Future<Outcome> judged(Refused refused, boolean fits) {
    if (!fits) {
      return Future.succeededFuture(new Unfinished());
    }
    if (triedAgain) {
      return Future.succeededFuture(refused);
    }
    triedAgain = true;
    return attempt();
  }

  @Override
  public Outcome unfinished() {
    return new Unfinished();
  }

  @Override
  public Optional<Outcome> poisoned(RetriableException last, int attempts) {
    if (!fittedSinceFailing) {
      reasons.stillFits().onSuccess(fits -> fittedSinceFailing = fits);
      return Optional.empty();
    }
    return Optional.of(
        write.refused(
            ReasonCode.POISON,
            "Campaign failed on this record %d times while it took others: %s"
                .formatted(attempts, last.getMessage()),
            ""));
  }
}
