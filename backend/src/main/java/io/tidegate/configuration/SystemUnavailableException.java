package io.tidegate.configuration;

/** Dynamics 365 or Campaign does not answer, or refuses the connection. */
public final class SystemUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Says which, why, and what to do.
   *
   * @param message an English sentence
   * @param remedy an English sentence
   */
  public SystemUnavailableException(String message, String remedy) {
    super(message, null, false, false);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
