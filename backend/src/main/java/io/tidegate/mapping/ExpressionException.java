package io.tidegate.mapping;

/** A text is not an expression. The message is an English sentence that names the place. */
public final class ExpressionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ExpressionException(String message) {
    super(message);
  }
}
