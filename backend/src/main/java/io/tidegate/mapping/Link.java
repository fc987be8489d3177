package io.tidegate.mapping;

/**
 * A link from a record to its parent.
 *
 * @param target the Campaign link field
 * @param source the Dynamics lookup's logical name, without underscores
 * @param flow the flow that brings the parents
 */
public record Link(String target, String source, String flow) {}
