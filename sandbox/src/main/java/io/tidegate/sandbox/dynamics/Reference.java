package io.tidegate.sandbox.dynamics;

import java.util.UUID;

/**
 * The value of a lookup.
 *
 * @param entity logical name of the table referred to
 * @param id the row referred to
 */
public record Reference(String entity, UUID id) {}
