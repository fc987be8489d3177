package io.tidegate.queue;

import java.time.OffsetDateTime;

/** How many dead letters of an address have a reason, and when they were given up. */
public record DeadLetterGroup(
    String address, String reasonCode, long count, OffsetDateTime oldest, OffsetDateTime newest) {}
