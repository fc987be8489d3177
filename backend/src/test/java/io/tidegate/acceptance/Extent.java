package io.tidegate.acceptance;

/**
 * How large a test is: small enough for each build, or whole, with {@code -Dfull=true}. What is
 * asserted is the same.
 */
final class Extent {
  private static final boolean FULL = Boolean.getBoolean("full");

  private Extent() {}

  static int of(int each, int whole) {
    return FULL ? whole : each;
  }
}
