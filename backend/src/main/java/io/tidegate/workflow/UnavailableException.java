package io.tidegate.workflow;

import io.tidegate.store.DatabaseException;
import io.vertx.core.Future;

/** What was asked cannot be done, or not to its end, because the database does not answer now. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnavailableException(Throwable cause) {
    super("Tidegate's database does not answer.", cause, false, false);
  }

  /** Fails so when a retry may help, otherwise as it was. */
  public static <T> Future<T> ofDatabase(Throwable failure) {
    return Future.failedFuture(
        DatabaseException.isRetriable(failure) ? new UnavailableException(failure) : failure);
  }
}
