package io.tidegate.configuration;

/** A system has no table of that name. */
public final class UnknownNameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An English sentence. */
  public UnknownNameException(String message) {
    super(message, null, false, false);
  }
}
