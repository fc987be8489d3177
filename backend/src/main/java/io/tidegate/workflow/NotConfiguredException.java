package io.tidegate.workflow;

/** A workflow is not started, because something that it needs has not been entered yet. */
public final class NotConfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Says no, why, and where to enter it.
   *
   * @param missing English sentences: what is missing
   * @param remedy English sentences: where to enter it
   */
  public NotConfiguredException(String missing, String remedy) {
    super(missing, null, false, false);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
