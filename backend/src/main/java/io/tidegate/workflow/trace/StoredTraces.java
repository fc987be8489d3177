package io.tidegate.workflow.trace;

import io.tidegate.queue.Lanes;
import io.tidegate.queue.Operation;
import io.tidegate.queue.PendingChanges;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.UnavailableException;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers from what is stored: what is pending from the queues, what was settled from the trace. In
 * this order, so that what is settled meanwhile is seen twice, which shows, and not missed.
 */
public final class StoredTraces implements Traces {
  private static final OffsetDateTime END =
      OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final String FLOWS =
      """
      SELECT f.id, f.address, f.version, a.lanes
      FROM trace.flow f JOIN queue.address a ON a.name = f.address""";

  private static final String STEPS =
      """
      SELECT at, queued_at, key, position, flow, effect, operation, attempts, answer
      FROM trace.step WHERE key = ANY ($1) AND flow = ANY ($2) AND at < $3
      ORDER BY at DESC, position DESC LIMIT $4""";

  private static final String LETTERS =
      """
      SELECT id, address, key, position, reason FROM queue.dead_letter
      WHERE address = ANY ($1) AND key = ANY ($2)""";

  private static final String TARGETS =
      """
      SELECT flow, source_key, target_href FROM workflow.record_map
      WHERE flow = ANY ($1) AND source_key = ANY ($2) AND target_href <> ''""";

  /** By the key that Campaign gave it, or where it is there. */
  private static final String KNOWN_AS =
      "SELECT source_key FROM workflow.record_map WHERE target_pkey = $1 LIMIT 100";

  private record Flow(int id, String address, Long version, int lanes) {}

  private final Pool pool;
  private final Identities identities;
  private final PendingChanges pending;
  private final Outlook outlook;

  public StoredTraces(Pool pool, Identities identities, Workflows workflows) {
    this.pool = pool;
    this.identities = identities;
    this.pending = new PendingChanges(pool);
    this.outlook = new Outlook(workflows);
  }

  @Override
  public Future<Trace> find(TraceQuery query) {
    return keys(query)
        .compose(
            keys ->
                keys.isEmpty()
                    ? Future.succeededFuture(new Trace(List.of(), false))
                    : find(query, keys))
        .recover(UnavailableException::ofDatabase);
  }

  private Future<Set<String>> keys(TraceQuery query) {
    if (query.key() != null && query.key().indexOf('\0') >= 0) {
      // Which no key has, nor does PostgreSQL take it.
      return Future.succeededFuture(Set.of());
    }
    if (query.email() != null) {
      return identities.find(query.email());
    }
    String key = query.key().strip();
    Set<String> keys = new TreeSet<>();
    if (!key.isEmpty()) {
      // Dynamics writes its ids in lower case; files and people may not.
      keys.addAll(List.of(key, key.toLowerCase(Locale.ROOT), key.toUpperCase(Locale.ROOT)));
    }
    return query(KNOWN_AS, Tuple.of(key))
        .map(
            rows -> {
              rows.forEach(row -> keys.add(row.getString(0)));
              return keys;
            });
  }

  private Future<Trace> find(TraceQuery query, Set<String> keys) {
    Future<List<PendingChanges.Found>> queued =
        query.before() == null ? pending.find(keys) : Future.succeededFuture(List.of());
    Future<Map<Integer, Flow>> known = query(FLOWS, Tuple.tuple()).map(rows -> flows(rows, query));
    return Future.all(queued, known)
        .compose(
            both -> {
              Journeys journeys = new Journeys();
              queued.result().stream()
                  .filter(change -> query.means(change.address()))
                  .forEach(
                      change ->
                          journeys.add(
                              change.address(), change.key(), outlook.of(change, Instant.now())));
              Set<String> addresses = new TreeSet<>(journeys.addresses());
              known.result().values().forEach(flow -> addresses.add(flow.address()));
              Future<Boolean> more = settled(query, keys, known.result(), journeys);
              Future<Map<Journeys.Key, String>> targets = targets(addresses, keys);
              return Future.all(more, targets)
                  .map(done -> journeys.trace(query.limit(), more.result(), targets.result()));
            });
  }

  private static Map<Integer, Flow> flows(RowSet<Row> rows, TraceQuery query) {
    Map<Integer, Flow> flows = new HashMap<>();
    for (Row row : rows) {
      long version = row.getLong("version");
      Flow flow =
          new Flow(
              row.getInteger("id"),
              row.getString("address"),
              version == 0 ? null : version,
              row.getInteger("lanes"));
      if (query.means(flow.address())) {
        flows.put(flow.id(), flow);
      }
    }
    return flows;
  }

  /** Whether there is more. */
  private Future<Boolean> settled(
      TraceQuery query, Set<String> keys, Map<Integer, Flow> flows, Journeys journeys) {
    Map<Long, String> hashed = new HashMap<>();
    keys.forEach(key -> hashed.put(KeyHash.of(key), key));
    OffsetDateTime before = query.before() == null ? END : query.before().atOffset(ZoneOffset.UTC);
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfLong(hashed.keySet().toArray(Long[]::new))
            .addArrayOfInteger(flows.keySet().toArray(Integer[]::new))
            .addOffsetDateTime(before)
            .addInteger(query.limit() + 1);
    return query(STEPS, parameters)
        .compose(
            rows ->
                letters(rows, flows, keys)
                    .map(
                        letters -> {
                          for (Row row : rows) {
                            Flow flow = flows.get(row.getInteger("flow"));
                            String key = hashed.get(row.getLong("key"));
                            Letter letter =
                                letters.get(
                                    new Place(flow.address(), key, row.getLong("position")));
                            journeys.add(flow.address(), key, step(row, flow, key, letter));
                          }
                          return rows.size() > query.limit();
                        }));
  }

  private static TraceStep step(Row row, Flow flow, String key, Letter letter) {
    Effect effect = Effect.of(row.getShort("effect"));
    String answer = row.getString("answer");
    return new TraceStep(
        row.getOffsetDateTime("at").toInstant(),
        effect.step(),
        Operation.of(row.getShort("operation")).name(),
        row.getOffsetDateTime("queued_at").toInstant(),
        row.getLong("position"),
        Lanes.of(key, flow.lanes()),
        flow.version(),
        row.getShort("attempts"),
        letter != null ? letter.reason() : answer.isEmpty() ? effect.answer() : answer,
        letter == null ? null : letter.id(),
        null,
        null);
  }

  private record Place(String address, String key, long position) {}

  private record Letter(long id, String reason) {}

  /** The dead letters that refused changes became, while they are there. */
  private Future<Map<Place, Letter>> letters(
      RowSet<Row> steps, Map<Integer, Flow> flows, Set<String> keys) {
    Set<String> addresses = new TreeSet<>();
    for (Row step : steps) {
      if (Effect.of(step.getShort("effect")) == Effect.REFUSED) {
        addresses.add(flows.get(step.getInteger("flow")).address());
      }
    }
    if (addresses.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return query(LETTERS, texts(addresses, keys))
        .map(
            rows -> {
              Map<Place, Letter> letters = new HashMap<>();
              rows.forEach(
                  row ->
                      letters.put(
                          new Place(row.getString(1), row.getString(2), row.getLong(3)),
                          new Letter(row.getLong(0), row.getString(4))));
              return letters;
            });
  }

  private Future<Map<Journeys.Key, String>> targets(
      Collection<String> addresses, Set<String> keys) {
    if (addresses.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return query(TARGETS, texts(addresses, keys))
        .map(
            rows -> {
              Map<Journeys.Key, String> targets = new HashMap<>();
              rows.forEach(
                  row ->
                      targets.put(
                          new Journeys.Key(row.getString(0), row.getString(1)), row.getString(2)));
              return targets;
            });
  }

  private static Tuple texts(Collection<String> first, Collection<String> second) {
    return Tuple.tuple()
        .addArrayOfString(first.toArray(String[]::new))
        .addArrayOfString(second.toArray(String[]::new));
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }
}
