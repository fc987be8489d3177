package io.tidegate.workflow.trace;

import java.time.Instant;

/**
 * What is asked of the trace.
 *
 * @param email the person's e-mail address; null where a key is given
 * @param key a record's key at its source, or what Campaign knows it by; null where an address is
 * @param workflow only of this workflow; null for all
 * @param flow only of flows with this name; null for all
 * @param limit how many steps at most
 * @param before only steps that were taken before; null for all, and those still to come
 */
public record TraceQuery(
    String email, String key, String workflow, String flow, int limit, Instant before) {

  /** Whether a queue's address is meant. */
  boolean means(String address) {
    int dot = address.indexOf('.');
    return dot > 0
        && (workflow == null || workflow.equals(address.substring(0, dot)))
        && (flow == null || flow.equals(address.substring(dot + 1)));
  }

  /** Without what it asks for, which is personal data. */
  @Override
  public String toString() {
    return "TraceQuery[workflow=" + workflow + ", flow=" + flow + ", limit=" + limit + "]";
  }
}
