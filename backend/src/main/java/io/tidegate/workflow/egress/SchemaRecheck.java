package io.tidegate.workflow.egress;

import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Vendor;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.workflow.Attempts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Looks whether the table still has all columns that are written; ends the run if not. */
record SchemaRecheck(DynamicsClient dynamics, ActivityTable table)
    implements Attempts.Work<Boolean> {
  @Override
  public Future<Boolean> attempt() {
    return dynamics
        .entity(table.columns().table())
        .compose(
            now -> {
              List<String> problems = table.as(now).problems();
              return problems.isEmpty()
                  ? Future.succeededFuture(true)
                  : Future.failedFuture(
                      Vendor.DYNAMICS.unusable(
                          String.join(" ", problems),
                          "Restore what is missing, or take it out of the mapping, then start the"
                              + " workflow again."));
            });
  }

  /** It is not known: nothing is refused, the batch comes again. */
  @Override
  public Boolean unfinished() {
    return false;
  }

  @Override
  public Optional<Boolean> poisoned(RetriableException last, int attempts) {
    return Optional.empty();
  }
}
