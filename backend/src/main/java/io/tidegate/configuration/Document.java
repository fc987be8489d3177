package io.tidegate.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the four things that are configured, each with versions of its own. */
public enum Document {
  CONNECTIONS,
  INGRESS,
  EGRESS,
  CONSENT;

  /** Its name in the API, in files and in the database. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Document> of(String id) {
    return Arrays.stream(values()).filter(document -> document.id().equals(id)).findFirst();
  }
}
