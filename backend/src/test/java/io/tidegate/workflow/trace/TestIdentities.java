package io.tidegate.workflow.trace;

import io.tidegate.store.Database;
import io.tidegate.store.Secrets;
import io.tidegate.store.TestDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/** The identities of a test's database, their key among its secrets. */
public final class TestIdentities {
  private static final String SECRETS_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private TestIdentities() {}

  public static Identities open(Vertx vertx, Database database) {
    return TestDatabase.await(
        Secrets.open(vertx, database.pool(), Optional.of(SECRETS_KEY), Path.of("none"))
            .compose(secrets -> Identities.open(database.pool(), secrets)));
  }
}
