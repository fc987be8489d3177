package io.tidegate.sandbox.dynamics;

/** Makes and reads delta tokens. */
final class DeltaTokens {
  /** The vendor's default of {@code expirechangetrackingindays}. */
  static final int DEFAULT_DAYS = 7;

  private DeltaTokens() {}
}
