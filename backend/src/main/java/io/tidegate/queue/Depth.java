package io.tidegate.queue;

/**
 * What a queue holds, in records.
 *
 * @param pending appended and not yet settled
 * @param appended ever appended, replays included
 * @param settled ever settled, refusals included
 * @param deadLettered dead letters waiting for a person now
 */
public record Depth(long pending, long appended, long settled, long deadLettered) {}
