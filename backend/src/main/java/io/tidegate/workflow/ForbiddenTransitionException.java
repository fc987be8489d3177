package io.tidegate.workflow;

/** The state a workflow is in forbids what was asked. */
public final class ForbiddenTransitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Says no, why, and what to do instead.
   *
   * @param reason an English sentence: why not
   * @param remedy an English sentence: what to do instead
   */
  public ForbiddenTransitionException(String reason, String remedy) {
    super(reason, null, false, false);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
