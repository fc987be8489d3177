package io.tidegate.connector;

/**
 * No waiting mends it: credentials refused, a privilege missing, a table without change tracking.
 * Cause and remedy are sentences a person can act on.
 */
public sealed class UnusableException extends ConnectorException permits MissingException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  public UnusableException(String system, String cause, String remedy) {
    super(system, cause);
    this.remedy = remedy;
  }

  /** What is wrong, in one sentence. */
  public String cause() {
    return getMessage();
  }

  /** What to do about it, in one sentence. */
  public String remedy() {
    return remedy;
  }
}
