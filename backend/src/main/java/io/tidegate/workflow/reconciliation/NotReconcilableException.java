package io.tidegate.workflow.reconciliation;

/** The two sides of a flow cannot be compared. */
public final class NotReconcilableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  public NotReconcilableException(String why, String remedy) {
    super(why, null, false, false);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
