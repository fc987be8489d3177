package io.tidegate.workflow.consent;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of people's consent, in PostgreSQL. */
final class ConsentStore {
  private final Pool pool;

  ConsentStore(Pool pool) {
    this.pool = pool;
  }

  /** Those that are remembered, by person. */
  Future<Map<String, PersonState>> load(Collection<String> persons) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery("SELECT * FROM workflow.consent_state WHERE person = ANY ($1)")
                    .execute(Tuple.tuple().addArrayOfString(persons.toArray(String[]::new))))
        .map(
            rows -> {
              Map<String, PersonState> states = new HashMap<>();
              rows.forEach(row -> states.put(row.getString("person"), state(row)));
              return states;
            });
  }

  /**
   * Begins to reconcile a person: from now on until it is settled, whatever a feed shows of this
   * person is queued, since what is remembered may not be true any more.
   */
  Future<PersonState> begin(String person, Polls polls) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        """
                        INSERT INTO workflow.consent_state AS s
                          (person, dynamics_since, campaign_since) VALUES ($1, $2, $3)
                        ON CONFLICT (person) DO UPDATE SET
                          dynamics_since = coalesce(s.dynamics_since, excluded.dynamics_since),
                          campaign_since = coalesce(s.campaign_since, excluded.campaign_since)
                        RETURNING *""")
                    .execute(
                        Tuple.of(
                            person,
                            time(polls.completed(Side.DYNAMICS)),
                            time(polls.completed(Side.CAMPAIGN)))))
        .map(rows -> state(rows.iterator().next()));
  }

  private static PersonState state(Row row) {
    return new PersonState(
        row.getString("person"),
        half(row, "dynamics", null),
        half(row, "campaign", row.getString("campaign_href")),
        new Consents(row.getShort("agreed_known"), row.getShort("agreed_out")),
        row.getLong("noted"));
  }

  private static PersonState.Half half(Row row, String side, String href) {
    OffsetDateTime since = row.getOffsetDateTime(side + "_since");
    return new PersonState.Half(
        new Consents(row.getShort(side + "_known"), row.getShort(side + "_out")),
        row.getLong(side + "_version"),
        row.getLong(side + "_settled"),
        row.getLong(side + "_queued"),
        since == null ? null : since.toInstant(),
        href);
  }

  /**
   * Remembers what one side said of people about whom nothing is to be done, unless something newer
   * is remembered already.
   *
   * @param agreed whether the other side says the same
   */
  Future<Void> remember(
      SqlClient transaction, Side side, List<Sighting> sightings, boolean agreed) {
    if (sightings.isEmpty()) {
      return Future.succeededFuture();
    }
    String set = side.json();
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.consent_state AS s
              (person, %1$s_known, %1$s_out, %1$s_version, agreed_known, agreed_out)
            SELECT p, k, o, v, CASE WHEN $5 THEN k ELSE 0 END, CASE WHEN $5 THEN o ELSE 0 END
            FROM unnest($1::text[], $2::smallint[], $3::smallint[], $4::bigint[]) AS u (p, k, o, v)
            ON CONFLICT (person) DO UPDATE SET
              %1$s_known = excluded.%1$s_known,
              %1$s_out = excluded.%1$s_out,
              %1$s_version = excluded.%1$s_version,
              agreed_known = s.agreed_known | excluded.agreed_known,
              agreed_out = (s.agreed_out & ~excluded.agreed_known) | excluded.agreed_out
            WHERE s.%1$s_version IS NULL OR s.%1$s_version < excluded.%1$s_version"""
                .formatted(set))
        .execute(
            Tuple.of(
                sightings.stream().map(Sighting::person).toArray(String[]::new),
                sightings.stream()
                    .map(each -> (short) each.consents().known())
                    .toArray(Short[]::new),
                sightings.stream()
                    .map(each -> (short) each.consents().optedOut())
                    .toArray(Short[]::new),
                sightings.stream().map(Sighting::version).toArray(Long[]::new),
                agreed))
        .mapEmpty();
  }

  /** Remembers of whom changes were queued, and since when they may have been made. */
  Future<Void> changed(SqlClient transaction, Side side, List<Comparison.Change> changes) {
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.consent_state AS s (person, %1$s_queued, %1$s_since)
            SELECT p, v, t FROM unnest($1::text[], $2::bigint[], $3::timestamptz[]) AS u (p, v, t)
            ON CONFLICT (person) DO UPDATE SET
              noted = s.noted + 1,
              %1$s_queued = greatest(s.%1$s_queued, excluded.%1$s_queued),
              %1$s_since = least(s.%1$s_since, excluded.%1$s_since)"""
                .formatted(side.json()))
        .execute(
            Tuple.tuple()
                .addArrayOfString(
                    changes.stream()
                        .map(change -> change.sighting().person())
                        .toArray(String[]::new))
                .addArrayOfLong(
                    changes.stream()
                        .map(change -> change.sighting().version())
                        .toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                    changes.stream()
                        .map(change -> time(change.since()))
                        .toArray(OffsetDateTime[]::new)))
        .mapEmpty();
  }

  /**
   * Stores a person's state as it was settled.
   *
   * @param readAt when both sides were read: a change that a feed has noted since {@code state} was
   *     begun was made after that
   */
  Future<Void> settle(SqlClient transaction, PersonState state, Instant readAt) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO workflow.consent_state AS s (person,
              dynamics_known, dynamics_out, dynamics_version, dynamics_settled,
              campaign_known, campaign_out, campaign_version, campaign_settled, campaign_href,
              agreed_known, agreed_out, noted)
            VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $7, $8, $9, $10, $11)
            ON CONFLICT (person) DO UPDATE SET
              dynamics_known = $2, dynamics_out = $3, dynamics_version = $4, dynamics_settled = $4,
              dynamics_since = CASE WHEN s.noted > $11 THEN $12::timestamptz END,
              campaign_known = $5, campaign_out = $6, campaign_version = $7, campaign_settled = $7,
              campaign_since = CASE WHEN s.noted > $11 THEN $12::timestamptz END,
              campaign_href = $8, agreed_known = $9, agreed_out = $10""")
        .execute(
            Tuple.tuple()
                .addString(state.person())
                .addShort((short) state.dynamics().consents().known())
                .addShort((short) state.dynamics().consents().optedOut())
                .addLong(state.dynamics().version())
                .addShort((short) state.campaign().consents().known())
                .addShort((short) state.campaign().consents().optedOut())
                .addLong(state.campaign().version())
                .addString(state.campaign().href())
                .addShort((short) state.agreed().known())
                .addShort((short) state.agreed().optedOut())
                .addLong(state.noted())
                .addOffsetDateTime(time(readAt)))
        .mapEmpty();
  }

  /** Everybody is to be compared again, also those who were queued already. */
  Future<Void> again(SqlClient transaction, Side side) {
    return transaction
        .query(
            "UPDATE workflow.consent_state SET %1$s_queued = NULL WHERE %1$s_queued IS NOT NULL"
                .formatted(side.json()))
        .execute()
        .mapEmpty();
  }

  /** Forgets people who are gone from Dynamics. */
  Future<Void> forget(SqlClient transaction, List<String> persons) {
    return persons.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .preparedQuery("DELETE FROM workflow.consent_state WHERE person = ANY ($1)")
            .execute(Tuple.tuple().addArrayOfString(persons.toArray(String[]::new)))
            .mapEmpty();
  }

  static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
