package io.tidegate.sandbox.campaign;

import java.util.Locale;

/** What becomes of a link when the record it refers to is to be deleted; the vendor's names. */
public enum Integrity {
  /** The deletion is refused. */
  DEFINE,
  /** The link is emptied. */
  NORMAL,
  /** The record with the link is deleted as well. */
  OWN;

  /** The vendor's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
