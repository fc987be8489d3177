package io.tidegate.sandbox.control;

import io.vertx.core.MultiMap;

/**
 * Which part of a list is asked for.
 *
 * @param after number of the last entry that is known already
 */
record Page(long after, int limit) {
  /** The part that {@code after} and {@code limit} ask for. */
  static Page of(MultiMap parameters, int usual, int most) {
    return new Page(
        number(parameters, "after", 0, Long.MAX_VALUE),
        (int) number(parameters, "limit", usual, most));
  }

  private static long number(MultiMap parameters, String name, long usual, long most) {
    String text = parameters.get(name);
    try {
      long value = text == null ? usual : Long.parseLong(text);
      if (value < 0 || value > most) {
        throw new BadInputException(name, "must be a whole number from 0 to " + most);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new BadInputException(name, "must be a whole number");
    }
  }
}
