package io.tidegate.store;

/** The secrets cannot be read or kept. The message says what to do, and contains none of them. */
public final class SecretsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretsException(String message) {
    super(message);
  }

  public SecretsException(String message, Throwable cause) {
    super(message, cause);
  }
}
