package io.tidegate.queue;

/**
 * The queue was opened again since, here or in another process, and belongs to that opening now.
 * Nothing was stored. Waiting does not help: whoever gets this must let go of the queue.
 */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FencedException(String address, String what) {
    super("The queue " + address + " belongs to a newer owner: " + what);
  }
}
