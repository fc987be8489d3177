package io.tidegate.workflow;

/**
 * What the supervisor asks of a running flow: a request on the event bus, answered once it is
 * stored.
 */
public enum FlowCommand {
  /** Read the source again. Body: a {@link ReplaySelection} as JSON; none for all records. */
  REPLAY,
  /** Decide on a held mass deletion. Body: Boolean, true to delete. */
  DECIDE_DELETIONS,
  /**
   * Which of some records it may still bring. Body: JSON, by key when each was read at the source,
   * in milliseconds since 1970; answered with a JSON array of keys.
   */
  MAY_BRING;

  /** The event-bus address of this command, for the flow with that queue address. */
  public String address(String flowAddress) {
    return flowAddress + "." + name();
  }
}
