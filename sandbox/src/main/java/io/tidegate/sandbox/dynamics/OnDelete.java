package io.tidegate.sandbox.dynamics;

/**
 * What deleting a row means for the rows that refer to it: the vendor's cascading behaviours of a
 * relationship. A table that a customer adds begins with {@link #REMOVE_LINK}.
 */
public enum OnDelete {
  /** They are deleted as well. */
  CASCADE("cascade"),
  /** Their lookup is emptied. */
  REMOVE_LINK("removeLink"),
  /** It is refused. */
  RESTRICT("restrict");

  private final String label;

  OnDelete(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
