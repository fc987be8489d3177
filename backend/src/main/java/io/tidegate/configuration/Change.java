package io.tidegate.configuration;

/**
 * A difference between two versions, in words.
 *
 * @param document of which document
 * @param subject what it is about, for instance {@code contact · gender}
 * @param text an English sentence or phrase, for instance {@code Male → 1 added}
 * @param pointer where, a JSON pointer into the newer version, or into the older one if removed
 */
public record Change(Document document, Kind kind, String subject, String text, String pointer) {

  /** What happened to it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }
}
