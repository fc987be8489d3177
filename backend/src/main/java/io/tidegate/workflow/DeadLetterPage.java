package io.tidegate.workflow;

import java.util.List;
import java.util.OptionalLong;

/**
 * One page of dead letters, newest first.
 *
 * @param next the {@code before} of the next page; empty on the last
 */
public record DeadLetterPage(List<DeadLetterView> deadLetters, OptionalLong next) {}
