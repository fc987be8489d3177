package io.tidegate.workflow;

/** A workflow cannot start: no waiting mends it. */
public final class WorkflowFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public WorkflowFailedException(Failure failure) {
    super(failure.cause(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
