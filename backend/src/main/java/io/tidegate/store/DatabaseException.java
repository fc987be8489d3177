package io.tidegate.store;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL did not do what was asked of it. Whatever failed with this was not acknowledged:
 * either it was not stored, or ({@link #outcomeUnknown()}) nobody can say yet.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Classes of SQLSTATE that waiting may mend: connection exception, transaction rollback,
   * insufficient resources, operator intervention, system error. See
   * https://www.postgresql.org/docs/current/errcodes-appendix.html.
   */
  private static final Set<String> RETRIABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Read-only (a failover under way), idle in transaction for too long, lock not available. */
  private static final Set<String> RETRIABLE_STATES = Set.of("25006", "25P03", "55P03");

  private final boolean retriable;
  private final boolean outcomeUnknown;

  private DatabaseException(
      String message, Throwable cause, boolean retriable, boolean outcomeUnknown) {
    super(message, cause);
    this.retriable = retriable;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Whether the same call may succeed later, without anybody mending anything in Tidegate. */
  public boolean retriable() {
    return retriable;
  }

  /**
   * Whether the connection was lost while a transaction was being committed, so that it may have
   * been stored or not. The queue looks before it does such a thing again.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }

  /** Whether a failure is one of the database that waiting may mend. */
  public static boolean isRetriable(Throwable failure) {
    return failure instanceof DatabaseException database && database.retriable();
  }

  /** The stored state is not what the code may rely on; no waiting mends it. */
  public static DatabaseException inconsistent(String message) {
    return new DatabaseException(message, null, false, false);
  }

  /** A commit in doubt turned out not to have been stored. */
  public static DatabaseException notStored(DatabaseException lost) {
    return new DatabaseException(
        "The connection to PostgreSQL was lost before a commit; nothing was stored",
        lost.getCause(),
        true,
        false);
  }

  /** The failure as one of this type when it comes from the database, else the failure itself. */
  static Throwable of(Throwable failure) {
    if (failure instanceof PgException pg) {
      return new DatabaseException(
          "PostgreSQL refused: " + pg.getErrorMessage() + " (" + pg.getSqlState() + ")",
          pg,
          isRetriable(pg.getSqlState()),
          false);
    }
    if (failure instanceof TransactionRollbackException) {
      return new DatabaseException("PostgreSQL rolled the transaction back", failure, false, false);
    }
    return isConnectionFailure(failure) ? unreachable(failure) : failure;
  }

  /** A failure of Flyway: one of this type when waiting may mend it, else the failure itself. */
  static Throwable ofMigration(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isRetriable(sql.getSQLState())) {
        return new DatabaseException(
            "PostgreSQL cannot be reached: " + sql.getMessage(), failure, true, false);
      }
    }
    return failure;
  }

  /** Any failure to get a connection, or to use one that was lost. */
  static DatabaseException unreachable(Throwable failure) {
    return connectionFailure(
        failure, "PostgreSQL cannot be reached: " + failure.getMessage(), false);
  }

  /** A failure of COMMIT itself. */
  static DatabaseException ofCommit(Throwable failure) {
    if (failure instanceof TransactionRollbackException
        || (failure instanceof PgException pg && "ERROR".equals(pg.getSeverity()))) {
      return (DatabaseException) of(failure);
    }
    return connectionFailure(
        failure, "The connection to PostgreSQL was lost during a commit", true);
  }

  /** A failure of a statement that is a transaction of its own. */
  static Throwable ofStatement(Throwable failure) {
    return failure instanceof PgException || isConnectionFailure(failure)
        ? ofCommit(failure)
        : failure;
  }

  private static DatabaseException connectionFailure(
      Throwable failure, String message, boolean unknown) {
    if (failure instanceof PgException pg && !unknown) {
      return (DatabaseException) of(pg);
    }
    return new DatabaseException(message, failure, true, unknown);
  }

  private static boolean isConnectionFailure(Throwable failure) {
    return failure instanceof ClosedConnectionException
        || failure instanceof ConnectionPoolTooBusyException
        || failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof VertxException;
  }

  private static boolean isRetriable(String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && (RETRIABLE_CLASSES.contains(sqlState.substring(0, 2))
            || RETRIABLE_STATES.contains(sqlState));
  }
}
