package io.tidegate.workflow;

import io.tidegate.store.DatabaseException;
import io.vertx.core.Future;

/** What was asked cannot be done now, because the database does not answer, or is not ours. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The database failed. */
  private UnavailableException(Throwable cause) {
    super("Tidegate's database does not answer.", cause, false, false);
  }

  /** The service does not work on its database at present. */
  public UnavailableException(Condition interruption) {
    super(interruption.message(), null, false, false);
  }

  /** Fails so when a retry may help, otherwise as it was. */
  public static <T> Future<T> ofDatabase(Throwable failure) {
    return Future.failedFuture(
        DatabaseException.isRetriable(failure) ? new UnavailableException(failure) : failure);
  }

  /** Whether that is what a failure comes down to, so that the same may be asked again later. */
  public static boolean isBehind(Throwable failure) {
    return failure instanceof UnavailableException || DatabaseException.isRetriable(failure);
  }
}
