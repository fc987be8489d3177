package io.tidegate.connector;

/** The system has no table, or no resource, of that name: the connection itself is in order. */
public final class MissingException extends UnusableException {

  private static final long serialVersionUID = 1L;

  public MissingException(String system, String cause, String remedy) {
    super(system, cause, remedy);
  }
}
