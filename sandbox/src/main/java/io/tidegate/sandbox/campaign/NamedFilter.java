package io.tidegate.sandbox.campaign;

/**
 * A filter by which a resource can be asked. Campaign has no query language: what no filter offers
 * cannot be asked.
 *
 * @param field path of the field whose value is asked for; empty where the kind says it
 * @param parameter name of its parameter, for a published one without {@code _parameter}
 * @param published whether the customer defined and published it: then only the extended API has it
 */
record NamedFilter(String name, Kind kind, String field, String parameter, boolean published) {
  static final String BY_LAST_MODIFIED = "byLastModified";

  /** What a filter compares. */
  enum Kind {
    /** A field that is indexed is the same. */
    SAME,
    /** A text begins so. */
    TEXT,
    /** The record was modified within a time. */
    MODIFIED
  }

  private static final String SUFFIX = "_parameter";

  static NamedFilter same(String name, String field, String parameter, boolean published) {
    return new NamedFilter(name, Kind.SAME, field, parameter, published);
  }

  static NamedFilter byLastModified() {
    return new NamedFilter(BY_LAST_MODIFIED, Kind.MODIFIED, "", "from", true);
  }

  /** How it is used, as the metadata shows it. */
  String usage() {
    return switch (kind) {
      case MODIFIED -> "from_parameter=$value&to_parameter=$value";
      case SAME, TEXT -> parameter + (published ? SUFFIX : "") + "=$value";
    };
  }
}
