package io.tidegate.workflow.reconciliation;

/** A reconciliation of the flow is under way already. */
public final class ReconciliationUnderWayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReconciliationUnderWayException(String flow) {
    super("A reconciliation of the flow " + flow + " is under way.", null, false, false);
  }
}
