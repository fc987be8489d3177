package io.tidegate.connector;

/**
 * A link of a running read (a delta link or a next link) is no longer accepted: start over with a
 * full read, and infer deletions by comparison.
 */
public final class DeltaExpiredException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  public DeltaExpiredException(String system, String message) {
    super(system, message);
  }
}
