package io.tidegate.sandbox.dynamics;

/**
 * How far a delta read has come.
 *
 * @param from changes up to this version were told before
 * @param to changes up to this version are told in this round
 * @param deletions whether the created and changed rows are through and the deleted ones are told
 * @param done version of the last entry told in this part
 */
record DeltaCursor(long from, long to, boolean deletions, long done) {
  static DeltaCursor start(long from, long to) {
    return new DeltaCursor(from, to, false, from);
  }
}
