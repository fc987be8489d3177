package io.tidegate.workflow;

/** A flow, and how its queue is called: {@code ingress.contact}. */
public record FlowAddress(String workflow, String flow) {

  /** The flow that has a queue. */
  public static FlowAddress of(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new FlowAddress(name, "")
        : new FlowAddress(name.substring(0, dot), name.substring(dot + 1));
  }

  /** The queue's name. */
  public String name() {
    return workflow + "." + flow;
  }
}
