package io.tidegate.workflow;

/** A workflow was asked to stop while it was starting. */
public final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunStoppedException() {
    super("The workflow was stopped while it was starting.", null, false, false);
  }
}
