package io.tidegate.sandbox.journal;

/**
 * What is counted for each API, besides its requests and answers. Writes are counted when they are
 * done, whether or not the caller ever hears of it.
 */
public enum Counter {
  /** Rows handed out, by lists and by single reads alike. */
  ROWS_READ("rowsRead"),
  /** Entries for deleted rows handed out by a delta. */
  DELETED_READ("deletedRead"),
  /** Requests that read, other than by a key. */
  READS("reads"),
  /** Requests that looked a record up by one of its values. */
  LOOKUPS("lookups"),
  CREATES("creates"),
  UPDATES("updates"),
  DELETES("deletes"),
  /** Access tokens issued. */
  TOKENS("tokens");

  private final String label;

  Counter(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
