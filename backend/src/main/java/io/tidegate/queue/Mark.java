package io.tidegate.queue;

/** A moment in a queue's life: what was appended before lies below it. */
public final class Mark {
  private final Positions tails;

  Mark(Positions tails) {
    this.tails = tails;
  }

  Positions tails() {
    return tails;
  }
}
