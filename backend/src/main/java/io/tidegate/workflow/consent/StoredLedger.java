package io.tidegate.workflow.consent;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The consent ledger, in PostgreSQL. */
public final class StoredLedger implements ConsentLedger {

  /** A decision that is to be entered, and what it was taken on. */
  record Entry(
      Channel channel,
      Boolean agreedBefore,
      Observation dynamics,
      Observation campaign,
      Decision decision) {}

  /** An entry whose writing is not known to have been done. */
  record Open(long id, Channel channel, boolean optedOut, String writtenTo) {}

  private final Pool pool;

  public StoredLedger(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<LedgerEntry>> entries(String person, int limit, OptionalLong before) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT * FROM workflow.consent_ledger WHERE person = $1 AND id < $2"
                            + " ORDER BY id DESC LIMIT $3")
                    .execute(Tuple.of(person, before.orElse(Long.MAX_VALUE), limit)))
        .map(
            rows -> {
              List<LedgerEntry> entries = new ArrayList<>(rows.size());
              rows.forEach(row -> entries.add(entry(row)));
              return entries;
            });
  }

  private static LedgerEntry entry(Row row) {
    return new LedgerEntry(
        row.getLong("id"),
        row.getString("person"),
        row.getString("channel"),
        row.getString("origin"),
        instant(row, "decided_at"),
        row.getBoolean("agreed_before"),
        row.getBoolean("dynamics_out"),
        row.getBoolean("campaign_out"),
        instant(row, "dynamics_modified_at"),
        instant(row, "campaign_modified_at"),
        row.getBoolean("opted_out"),
        row.getString("decision"),
        row.getString("policy"),
        row.getString("written_to"),
        instant(row, "written_at"));
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** What was decided of a person and is not known to have been written. */
  Future<List<Open>> open(String person) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT id, channel, opted_out, written_to FROM workflow.consent_ledger"
                            + " WHERE person = $1 AND written_to IS NOT NULL AND written_at IS NULL"
                            + " ORDER BY id DESC LIMIT 100")
                    .execute(Tuple.of(person)))
        .map(
            rows -> {
              List<Open> open = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      open.add(
                          new Open(
                              row.getLong(0),
                              Channel.of(row.getString(1)),
                              row.getBoolean(2),
                              row.getString(3))));
              return open;
            });
  }

  /** Enters decisions, before they are carried out. */
  Future<Void> enter(SqlClient transaction, String person, Policy policy, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.consent_ledger (person, channel, origin, agreed_before,
              dynamics_out, campaign_out, dynamics_modified_at, campaign_modified_at, opted_out,
              decision, policy, written_to)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""")
        .executeBatch(entries.stream().map(entry -> tuple(person, policy, entry)).toList())
        .mapEmpty();
  }

  private static Tuple tuple(String person, Policy policy, Entry entry) {
    Decision decision = entry.decision();
    return Tuple.tuple()
        .addString(person)
        .addString(entry.channel().json())
        .addString(decision.origin() == null ? "both" : decision.origin().json())
        .addBoolean(entry.agreedBefore())
        .addBoolean(entry.dynamics().optedOut())
        .addBoolean(entry.campaign().optedOut())
        .addOffsetDateTime(ConsentStore.time(entry.dynamics().modifiedAt()))
        .addOffsetDateTime(ConsentStore.time(entry.campaign().modifiedAt()))
        .addBoolean(decision.optedOut())
        .addString(decision.kind().json())
        .addString(decision.kind() == Decision.Kind.CONFLICT ? policy.json() : null)
        .addString(decision.write() == null ? null : decision.write().json());
  }

  /** Marks entries as carried out. */
  Future<Void> written(SqlClient transaction, List<Long> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .preparedQuery(
                "UPDATE workflow.consent_ledger SET written_at = now() WHERE id = ANY ($1)")
            .execute(Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)))
            .mapEmpty();
  }
}
