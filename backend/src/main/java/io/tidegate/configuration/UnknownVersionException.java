package io.tidegate.configuration;

/** There is no such version of a document. */
public final class UnknownVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownVersionException(Document document, String version) {
    super("There is no version %s of %s.".formatted(version, document.id()), null, false, false);
  }
}
