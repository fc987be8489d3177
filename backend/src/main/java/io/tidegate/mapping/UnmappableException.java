package io.tidegate.mapping;

/** A source value has no counterpart in the target. The message never repeats the value itself. */
public final class UnmappableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnmappableException(String message) {
    super(message, null, false, false);
  }
}
