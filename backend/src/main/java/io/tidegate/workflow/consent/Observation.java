package io.tidegate.workflow.consent;

import java.time.Instant;

/**
 * What one side says of one channel.
 *
 * @param modified whether its record may have been changed by somebody else at the time of, or
 *     after, a change on the other side
 * @param modifiedAt when its record was last modified, by its own clock
 */
record Observation(boolean optedOut, boolean modified, Instant modifiedAt) {}
