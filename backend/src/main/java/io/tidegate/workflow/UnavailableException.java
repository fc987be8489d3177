package io.tidegate.workflow;

/** What was asked cannot be done now, because the database does not answer; nothing was changed. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(Throwable cause) {
    super("Tidegate's database does not answer.", cause, false, false);
  }
}
