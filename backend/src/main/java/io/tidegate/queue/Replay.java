package io.tidegate.queue;

/**
 * What a replay of dead letters did.
 *
 * @param replayed appended again and no longer dead letters
 * @param superseded left as they were, because a newer change to the same key was settled since or
 *     is pending
 */
public record Replay(long replayed, long superseded) {
  Replay and(Replay other) {
    return new Replay(replayed + other.replayed, superseded + other.superseded);
  }
}
