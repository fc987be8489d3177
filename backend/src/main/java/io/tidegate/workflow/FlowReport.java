package io.tidegate.workflow;

/**
 * What the verticles of a flow tell the supervisor. Safe to call from any thread; nothing here
 * waits.
 */
public interface FlowReport {

  /** The parts of a flow that can be held up independently of each other. */
  enum Part {
    READER,
    WRITER,
    DATABASE,
    DELETIONS,
    WAITING,
    PARENTS,
    SCHEMA,
    FILE
  }

  /** Shows a condition, in place of the one that part had. */
  void hold(Part part, Condition condition);

  /** Takes back what that part's condition was; no effect without one. */
  void release(Part part);

  /** How many records are set aside until their counterpart exists. */
  void waiting(long records);

  /** The workflow cannot go on: no waiting mends it. */
  void fail(Failure failure);

  /** Something unforeseen happened; the supervisor restarts the workflow within its budget. */
  void crash(Throwable cause);
}
