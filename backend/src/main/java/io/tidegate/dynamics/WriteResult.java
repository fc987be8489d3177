package io.tidegate.dynamics;

import io.tidegate.connector.ConnectorException;

/** What became of one row of a batch. */
public sealed interface WriteResult {

  /** It was created. */
  record Created() implements WriteResult {}

  /** There was one with this id already; it is as it was. */
  record Existed() implements WriteResult {}

  /** A row that it refers to does not exist. */
  record ReferenceMissing(String message) implements WriteResult {}

  /** Anything else, told apart by what the caller should do. */
  record Failed(ConnectorException failure) implements WriteResult {}
}
