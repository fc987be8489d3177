package io.tidegate.queue;

/** What a change does to the record with its key. */
public enum Operation {
  /** The record exists and has the payload's values. */
  UPSERT(0),
  /** The record is gone. */
  DELETE(1),
  /** The record's person was erased from Tidegate: the payload is gone, there is nothing to do. */
  ERASED(2);

  private final short code;

  Operation(int code) {
    this.code = (short) code;
  }

  /** How it is stored; never changes. */
  public short code() {
    return code;
  }

  public static Operation of(int code) {
    return switch (code) {
      case 0 -> UPSERT;
      case 1 -> DELETE;
      case 2 -> ERASED;
      default -> throw new IllegalArgumentException("No operation is stored as " + code);
    };
  }
}
