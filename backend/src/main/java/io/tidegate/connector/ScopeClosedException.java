package io.tidegate.connector;

/** The caller's scope was closed before the request was sent: nothing happened. */
public final class ScopeClosedException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  public ScopeClosedException(String system) {
    super(system, "The call was given up before it was sent.");
  }
}
