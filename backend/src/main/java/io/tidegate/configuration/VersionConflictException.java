package io.tidegate.configuration;

/** Somebody else has saved another version meanwhile; nothing has changed. */
public final class VersionConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long current;

  public VersionConflictException(Document document, long expected, long current) {
    super(
        "The saved version of %s is %d, not %d.".formatted(document.id(), current, expected),
        null,
        false,
        false);
    this.current = current;
  }

  /** The version that is saved now. */
  public long current() {
    return current;
  }
}
