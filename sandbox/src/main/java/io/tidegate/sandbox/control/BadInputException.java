package io.tidegate.sandbox.control;

/** What was sent to {@code /control} cannot be used; says which field and why. */
final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  BadInputException(String field, String reason) {
    super(reason, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
