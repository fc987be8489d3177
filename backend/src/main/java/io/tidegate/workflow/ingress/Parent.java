package io.tidegate.workflow.ingress;

/**
 * A record that others link to.
 *
 * @param flow the flow that brings it
 * @param key its id at the source
 */
record Parent(String flow, String key) {}
