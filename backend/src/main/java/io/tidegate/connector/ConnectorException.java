package io.tidegate.connector;

/**
 * Why a call to one of the two systems did not succeed, told apart by what the caller should do.
 *
 * <p>These are expected answers, not programming errors, so they carry no stack trace. No message
 * ever contains a secret or a token. A vendor's own words may be quoted, with anything that looks
 * like an e-mail address masked.
 */
public abstract sealed class ConnectorException extends RuntimeException
    permits RetriableException,
        RefusedException,
        GoneException,
        UnusableException,
        DeltaExpiredException,
        ScopeClosedException {

  private static final long serialVersionUID = 1L;

  private final String system;

  ConnectorException(String system, String message) {
    super(message, null, false, false);
    this.system = system;
  }

  /** The system that was called: {@code dynamics} or {@code campaign}. */
  public final String system() {
    return system;
  }
}
