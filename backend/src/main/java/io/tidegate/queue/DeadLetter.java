package io.tidegate.queue;

import java.time.OffsetDateTime;

/**
 * A change its target refused for good, without its payload ({@link DeadLetters#find}).
 *
 * @param id grows with time; the newest has the greatest
 * @param address the queue it came from
 * @param key the record's identity at its source
 * @param operation what was to be done
 * @param reasonCode why it was refused, as its writer classed it
 * @param reason why it was refused, as a sentence
 * @param answer what the target answered
 * @param attempts how often it was tried
 * @param at when it was given up
 * @param superseded whether a newer change to the same key was settled since, or is pending: a
 *     replay would undo it, so it is not replayed
 */
public record DeadLetter(
    long id,
    String address,
    String key,
    Operation operation,
    String reasonCode,
    String reason,
    String answer,
    int attempts,
    OffsetDateTime at,
    boolean superseded) {

  /** Without key and answer: they may be personal data. */
  @Override
  public String toString() {
    return "DeadLetter[id=" + id + ", address=" + address + ", reasonCode=" + reasonCode + "]";
  }
}
