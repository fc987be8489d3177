package io.tidegate.connector;

/** The addressed record does not exist (any more). */
public final class GoneException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  public GoneException(String system, String message) {
    super(system, message);
  }
}
