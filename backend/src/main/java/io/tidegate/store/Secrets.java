package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets by their names, encrypted in the database. They stay encrypted in memory too, until one
 * is used. One service at a time works on a database, so what it holds in memory is what is stored
 * since it last {@link #load}ed them. Safe for use from any thread.
 */
public final class Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
  private static final String COUNT =
      "SELECT count(*) AS n FROM configuration.secret WHERE ciphertext IS NOT NULL";
  private static final String LOAD =
      "SELECT name, ciphertext, revision, changed_at, seed FROM configuration.secret";

  private static final String STORE =
      """
      INSERT INTO configuration.secret (name, ciphertext, seed) VALUES ($1, $2, $3)
      ON CONFLICT (name) DO UPDATE
      SET ciphertext = $2, seed = coalesce($3, secret.seed),
        revision = nextval('configuration.secret_revision'), changed_at = now()
      RETURNING name, ciphertext, revision, changed_at, seed
      """;

  private static final String REENCRYPT =
      "UPDATE configuration.secret SET ciphertext = $2, seed = $3 WHERE name = $1";

  private final Pool pool;
  private final SecretsKey key;
  private final Map<String, Stored> stored = new ConcurrentHashMap<>();

  /** As in the table; the buffers are not changed. */
  private record Stored(
      String name, Buffer ciphertext, long revision, Instant changedAt, Buffer seed) {
    static Stored of(Row row) {
      return new Stored(
          row.getString("name"),
          row.getBuffer("ciphertext"),
          row.getLong("revision"),
          row.getOffsetDateTime("changed_at").toInstant(),
          row.getBuffer("seed"));
    }
  }

  private Secrets(Pool pool, SecretsKey key) {
    this.pool = pool;
    this.key = key;
  }

  /**
   * Opens the secrets with the key that is given, or else with the one in a file, which is made at
   * the first start.
   *
   * @param given the key as a text; see {@link SecretsKey}
   * @return fails with {@link SecretsException} when the key is not the one that they were
   *     encrypted with, is missing though there are secrets, or may be read by others
   */
  public static Future<Secrets> open(Vertx vertx, Pool pool, Optional<String> given, Path keyFile) {
    return Transactions.statement(pool, connection -> connection.query(COUNT).execute())
        .map(counted -> counted.iterator().next().getLong("n") > 0)
        .compose(any -> vertx.executeBlocking(() -> key(given, keyFile, any), false))
        .map(key -> new Secrets(pool, key))
        .compose(secrets -> secrets.load().map(secrets));
  }

  private static SecretsKey key(Optional<String> given, Path file, boolean needed) {
    if (given.isPresent()) {
      return SecretsKey.of(given.get(), "TIDEGATE_SECRETS_KEY");
    }
    if (Files.exists(file)) {
      return SecretsKey.ofFile(file);
    }
    if (needed) {
      throw new SecretsException(
          ("The secrets in the database were encrypted with a key that should be in the file %s,"
                  + " which is missing. Bring it back, or set TIDEGATE_SECRETS_KEY. %s")
              .formatted(file.toAbsolutePath(), SecretsKey.WHEN_LOST));
    }
    SecretsKey created = SecretsKey.create(file);
    LOG.info("A new key for secrets was written to {}: keep a copy of it", file.toAbsolutePath());
    return created;
  }

  /** The revision of each secret there is. It grows whenever the secret changes. */
  public Map<String, Long> revisions() {
    return present(Stored::revision);
  }

  /** The secrets there are, and since when they have been what they are. */
  public Map<String, Instant> changedAt() {
    return present(Stored::changedAt);
  }

  /** A secret in the clear; empty when there is none of that name. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(stored.get(name))
        .filter(secret -> secret.ciphertext != null)
        .map(secret -> key.decrypt(name, secret.ciphertext));
  }

  /** Stores a secret; the same value again changes nothing. */
  public Future<Void> put(String name, String value) {
    return value(name).filter(value::equals).isPresent()
        ? Future.succeededFuture()
        : store(name, key.encrypt(name, value), null);
  }

  /** Removes a secret; that there is none is no failure. */
  public Future<Void> remove(String name) {
    return value(name).isEmpty() ? Future.succeededFuture() : store(name, null, null);
  }

  /**
   * Takes over what the service's settings say: where there was no secret yet, or where they say
   * something else than they last said. What was entered meanwhile stays.
   */
  public Future<Void> seed(String name, String value) {
    Stored known = stored.get(name);
    boolean said =
        known != null && known.seed != null && key.decrypt(seedOf(name), known.seed).equals(value);
    if (said) {
      return Future.succeededFuture();
    }
    return store(name, key.encrypt(name, value), key.encrypt(seedOf(name), value));
  }

  private Future<Void> store(String name, Buffer ciphertext, Buffer seed) {
    return Transactions.statement(
            pool,
            connection -> connection.preparedQuery(STORE).execute(Tuple.of(name, ciphertext, seed)))
        .map(
            rows -> {
              Stored row = Stored.of(rows.iterator().next());
              // Two writers' answers may come in another order than their commits.
              stored.merge(name, row, (a, b) -> a.revision > b.revision ? a : b);
              return null;
            });
  }

  /** Reads them anew: another service may have worked on the database since. */
  public Future<Void> load() {
    return Transactions.statement(pool, connection -> connection.query(LOAD).execute())
        .compose(
            rows -> {
              Future<Void> done = Future.succeededFuture();
              for (Row row : rows) {
                Stored secret = Stored.of(row);
                String value = decrypted(secret.name, secret.ciphertext);
                String seed = decrypted(seedOf(secret.name), secret.seed);
                stored.put(secret.name, secret);
                if (key.changing()) {
                  done = done.compose(before -> reencrypt(secret.name, value, seed));
                }
              }
              return done;
            });
  }

  /** With the newest key, so that the older ones can be done away with. */
  private Future<Void> reencrypt(String name, String value, String seed) {
    Buffer ciphertext = value == null ? null : key.encrypt(name, value);
    Buffer newSeed = seed == null ? null : key.encrypt(seedOf(name), seed);
    return Transactions.statement(
            pool,
            connection ->
                connection.preparedQuery(REENCRYPT).execute(Tuple.of(name, ciphertext, newSeed)))
        .mapEmpty();
  }

  private String decrypted(String name, Buffer ciphertext) {
    return ciphertext == null ? null : key.decrypt(name, ciphertext);
  }

  private <T> Map<String, T> present(Function<Stored, T> aspect) {
    return stored.values().stream()
        .filter(secret -> secret.ciphertext != null)
        .collect(Collectors.toMap(Stored::name, aspect, (a, b) -> a, TreeMap::new));
  }

  private static String seedOf(String name) {
    return name + " as the settings say";
  }
}
