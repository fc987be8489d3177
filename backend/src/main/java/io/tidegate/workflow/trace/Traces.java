package io.tidegate.workflow.trace;

import io.vertx.core.Future;

/** The journeys of people's and other records, in both directions. */
public interface Traces {

  /** Nothing known of is an empty trace, not a failure. */
  Future<Trace> find(TraceQuery query);
}
