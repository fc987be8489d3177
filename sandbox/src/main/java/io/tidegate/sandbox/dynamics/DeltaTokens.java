package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import java.time.Duration;

/**
 * Makes and checks delta tokens. They say up to which version the client knows, and expire: after
 * {@code expirechangetrackingindays} of the organization row, or when the sandbox is told so.
 */
record DeltaTokens(DynamicsStore store) {
  /** The vendor's default of {@code expirechangetrackingindays}. */
  static final int DEFAULT_DAYS = 7;

  private static final String VERSION = "version";
  private static final String ISSUED = "issued";
  private static final String GENERATION = "generation";

  String issue(QueryOptions query, long version) {
    return PageToken.of(query)
        .with(VERSION, version)
        .with(ISSUED, store.now().getEpochSecond())
        .with(GENERATION, store.deltaGeneration())
        .opaque();
  }

  /** The version up to which the holder of a token knows. */
  long version(String token, QueryOptions query) {
    PageToken read = PageToken.ofOpaque(token, query);
    long age = store.now().getEpochSecond() - read.number(ISSUED);
    if (age > Duration.ofDays(days()).toSeconds()) {
      throw expired();
    }
    requireCurrent(read);
    return read.number(VERSION);
  }

  /** Lets a page token of a delta round expire together with the token the round began with. */
  PageToken mark(PageToken token) {
    return token.with(GENERATION, store.deltaGeneration());
  }

  void requireCurrent(PageToken token) {
    if (token.number(GENERATION) != store.deltaGeneration()) {
      throw expired();
    }
  }

  private int days() {
    return store
        .find("organization", DynamicsStore.ORGANIZATION_ID)
        .map(row -> (Integer) row.get("expirechangetrackingindays"))
        .orElse(DEFAULT_DAYS);
  }

  private static DataverseException expired() {
    return new DataverseException(
        400,
        "0x80044352",
        "Version stamp associated with the client has expired. Please perform a full sync.");
  }
}
