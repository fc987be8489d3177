package io.tidegate.workflow.trace;

import io.tidegate.store.Secrets;
import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which records have which e-mail address, without the addresses: 64 bits of an HMAC-SHA-256 of
 * each, with a key that is among the {@link Secrets}. So who asks with an address finds its
 * records, and who has the table learns no address, not even by trying them.
 */
public final class Identities {
  private static final String SECRET = "trace.emailKey";
  private static final int KEY_BYTES = 32;
  private static final int MOST_RECORDS = 100;
  private static final String ALGORITHM = "HmacSHA256";

  /** Only what is news is touched: a full read finds most of them as they are. */
  private static final String KEEP =
      """
      INSERT INTO trace.identity (address, key, email)
      SELECT $1, e.key, e.email FROM unnest($2::text[], $3::bigint[]) AS e (key, email)
      LEFT JOIN trace.identity k ON k.address = $1 AND k.key = e.key
      WHERE k.email IS DISTINCT FROM e.email
      ON CONFLICT (address, key) DO UPDATE SET email = excluded.email, changed_at = now()""";

  private final Pool pool;
  private final SecretKeySpec key;

  private Identities(Pool pool, SecretKeySpec key) {
    this.pool = pool;
    this.key = key;
  }

  /** Opens them; the key is made at the first start. */
  public static Future<Identities> open(Pool pool, Secrets secrets) {
    return secrets
        .value(SECRET)
        .map(Future::succeededFuture)
        .orElseGet(
            () -> {
              String created = created();
              return secrets.put(SECRET, created).map(created);
            })
        .map(text -> new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM))
        .map(key -> new Identities(pool, key));
  }

  private static String created() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Keeps what was read, within the transaction that queues it.
   *
   * @param address the flow's queue
   * @param emails the addresses by the records' keys; empty where a record has none
   */
  public Future<Void> keep(SqlClient transaction, String address, Map<String, String> emails) {
    List<Map.Entry<String, String>> known =
        emails.entrySet().stream().filter(email -> !email.getValue().isBlank()).toList();
    String[] without =
        emails.entrySet().stream()
            .filter(email -> email.getValue().isBlank())
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    Future<?> kept =
        known.isEmpty()
            ? Future.succeededFuture()
            : transaction
                .preparedQuery(KEEP)
                .execute(
                    Tuple.of(address)
                        .addArrayOfString(
                            known.stream().map(Map.Entry::getKey).toArray(String[]::new))
                        .addArrayOfLong(
                            known.stream()
                                .map(each -> hash(each.getValue()))
                                .toArray(Long[]::new)));
    return kept.compose(
            done ->
                without.length == 0
                    ? Future.succeededFuture()
                    : transaction
                        .preparedQuery(
                            "DELETE FROM trace.identity WHERE address = $1 AND key = ANY ($2)")
                        .execute(Tuple.of(address, (Object) without)))
        .mapEmpty();
  }

  /** The keys of the records that have this address; of very many, some. */
  Future<Set<String>> find(String email) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT DISTINCT key FROM trace.identity WHERE email = $1 LIMIT $2")
                    .execute(Tuple.of(hash(email), MOST_RECORDS)))
        .map(
            rows -> {
              Set<String> keys = new HashSet<>();
              rows.forEach(row -> keys.add(row.getString(0)));
              return keys;
            });
  }

  private long hash(String email) {
    String same = email.strip().toLowerCase(Locale.ROOT);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return ByteBuffer.wrap(mac.doFinal(same.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Every Java platform has " + ALGORITHM, impossible);
    }
  }
}
