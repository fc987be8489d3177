/**
 * The durable address queue: an event-bus address with a log in PostgreSQL behind it.
 *
 * <p>What is appended is stored together with the reader's cursor, handed out in order per key, and
 * settled together with what its writer wants remembered. It is delivered at least once; a delivery
 * says whether it may have been carried out before.
 */
package io.tidegate.queue;
