package io.tidegate.http;

/** A body whose parts are as described, but do not go together. */
final class InvalidBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  InvalidBodyException(String message, String remedy) {
    super(message, null, false, false);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
