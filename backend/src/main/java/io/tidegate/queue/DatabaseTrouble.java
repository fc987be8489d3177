package io.tidegate.queue;

import io.tidegate.store.DatabaseException;
import java.time.Duration;

/**
 * The database does not answer, and a lane waits to try again.
 *
 * @param attempt how often in a row it failed
 * @param nextTry how long until it is tried again
 * @param cause the last failure
 */
public record DatabaseTrouble(int attempt, Duration nextTry, DatabaseException cause) {}
