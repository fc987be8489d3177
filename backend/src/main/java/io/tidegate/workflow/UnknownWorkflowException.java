package io.tidegate.workflow;

/** There is no workflow, or no flow in it, of that name. */
public final class UnknownWorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownWorkflowException(String what, String id) {
    super("There is no " + what + " \"" + id + "\".", null, false, false);
  }
}
