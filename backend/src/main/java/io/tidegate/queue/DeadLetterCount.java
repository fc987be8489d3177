package io.tidegate.queue;

/**
 * How many dead letters a selection has.
 *
 * @param all with those that are superseded
 * @param superseded those that a replay would leave
 * @param newest the greatest id among them; 0 when there is none
 */
public record DeadLetterCount(long all, long superseded, long newest) {}
