package io.tidegate;

import io.tidegate.workflow.privacy.Erasure;
import io.tidegate.workflow.privacy.Erasures;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Nobody can be erased: the service is not wired for it. */
final class NoErasures implements Erasures {
  @Override
  public Future<Erasure> erase(String person) {
    return Future.failedFuture(new UnsupportedOperationException("Erasure is not wired."));
  }

  @Override
  public Future<Optional<Erasure>> find(long id) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<List<Erasure>> list(int limit, OptionalLong before) {
    return Future.succeededFuture(List.of());
  }
}
