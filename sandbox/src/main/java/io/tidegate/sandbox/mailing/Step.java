package io.tidegate.sandbox.mailing;

/**
 * One thing that happens to one of the people of a mailing.
 *
 * @param at milliseconds after its begin
 * @param person number among its people
 * @param detail which of the links, or of the failures
 */
record Step(int at, int person, Kind kind, int detail) {
  enum Kind {
    SEND,
    BOUNCE_HARD,
    BOUNCE_SOFT,
    OPEN,
    CLICK,
    MIRROR,
    OPT_OUT
  }
}
