package io.tidegate.mapping;

/**
 * Something in a configuration that is not right, or does not fit one of the two systems.
 *
 * @param pointer where, a JSON pointer (RFC 6901) such as {@code /flows/0/mapping/filter}
 * @param message what is wrong, an English sentence
 * @param remedy what to do about it, an English sentence
 */
public record Misfit(String pointer, String message, String remedy) {

  /** The same, seen from further out. */
  public Misfit under(String parent) {
    return new Misfit(parent + pointer, message, remedy);
  }
}
