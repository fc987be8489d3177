package io.tidegate.workflow.ingress;

import java.time.Duration;

/**
 * When a flow looked for changes, and when it does so next. A look may take several pages, and what
 * it shows is of its beginning: nothing else is read at the source before it has ended, so that
 * nothing older is queued behind it.
 */
final class LookClock {
  private final FlowProgress progress;

  /** Whether a look has begun and not ended; that of an earlier run began nobody knows when. */
  private boolean open = true;

  private long began;
  private long nextAt = System.nanoTime();

  LookClock(FlowProgress progress) {
    this.progress = progress;
  }

  /** Whether the cursor is in the midst of a look for changes. A full read has no such midst. */
  boolean isOpen(ReadCursor at) {
    return open && at instanceof ReadCursor.Delta;
  }

  boolean isDue(ReadCursor at) {
    return open || at instanceof ReadCursor.Full || at.infer() || System.nanoTime() - nextAt >= 0;
  }

  Duration untilDue() {
    return Duration.ofNanos(Math.max(0, nextAt - System.nanoTime()));
  }

  /** A page is asked for. */
  void begins(ReadCursor at) {
    if (!open || at.link() == null) {
      open = true;
      began = System.currentTimeMillis();
    }
  }

  /** The last page of a look is queued. */
  void ended(Duration pause) {
    open = false;
    nextAt = System.nanoTime() + pause.toNanos();
    progress.looked(began);
  }
}
