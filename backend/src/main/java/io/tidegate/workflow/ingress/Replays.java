package io.tidegate.workflow.ingress;

import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.RetriableException;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.RowPage;
import io.tidegate.queue.AddressQueue;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.ReplaySelection;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Replays of a part of a flow's records. A request is stored first, and then worked off page by
 * page; how far it has come commits with the page, so that a crash neither loses it nor begins it
 * anew.
 */
final class Replays {
  /** Ids in one query: its address must not grow too long. */
  static final int IDS = 50;

  /**
   * A request.
   *
   * @param cursor the next page; null before the first
   */
  record Request(long id, ReplaySelection selection, String cursor) {}

  /** A page of a request's rows; {@code next} is null behind the last one. */
  record Page(List<JsonObject> rows, String next) {}

  private final Pool pool;
  private final String flow;

  Replays(Pool pool, String flow) {
    this.pool = pool;
    this.flow = flow;
  }

  /**
   * Stores a request; it is worked off when those before it are.
   *
   * @return fails with {@link IllegalArgumentException} when it is none that can be
   */
  Future<Void> ask(ReplaySelection selection) {
    try {
      Selections.check(selection);
    } catch (IllegalArgumentException unusable) {
      return Future.failedFuture(unusable);
    }
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "INSERT INTO workflow.replay_request (flow, selection) VALUES ($1, $2)")
                    .execute(Tuple.of(flow, selection.toJson().encode())))
        .mapEmpty();
  }

  /** Has a flow that is stopped read these records again at its next start. */
  static Future<Void> atStart(
      Pool pool, IngressConfig.Flow flow, AddressQueue queue, ReplaySelection selection) {
    String address = IngressWorkflow.address(flow.id());
    return selection.kind() == ReplaySelection.Kind.ALL
        ? queue.append(
            List.of(),
            ReadCursor.replay(flow).encode(),
            new FullRead(pool, address, true, true)::clear)
        : new Replays(pool, address).ask(selection);
  }

  /** The oldest request. */
  Future<Optional<Request>> next() {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT id, selection, cursor FROM workflow.replay_request"
                            + " WHERE flow = $1 ORDER BY id LIMIT 1")
                    .execute(Tuple.of(flow)))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(
                    new Request(
                        row.getLong(0),
                        ReplaySelection.of(new JsonObject(row.getString(1))),
                        row.getString(2)));
              }
              return Optional.empty();
            });
  }

  /** Moves on, within the transaction that queues the page. */
  Future<Void> moveOn(SqlClient transaction, Request request, String next) {
    return (next == null
            ? transaction
                .preparedQuery("DELETE FROM workflow.replay_request WHERE id = $1")
                .execute(Tuple.of(request.id()))
            : transaction
                .preparedQuery("UPDATE workflow.replay_request SET cursor = $2 WHERE id = $1")
                .execute(Tuple.of(request.id(), next)))
        .mapEmpty();
  }

  /** Reads the next page. */
  static Future<Page> read(Request request, Fitted fit, DynamicsClient dynamics) {
    int pageSize = fit.flow().pageSize();
    if (request.selection().kind() == ReplaySelection.Kind.IDS) {
      return readIds(request, fit, dynamics);
    }
    Supplier<Future<RowPage>> first =
        () ->
            dynamics.rows(
                fit.entitySet(),
                fit.select(),
                Selections.filter(request.selection(), fit),
                fit.flow().mapping().sourceKey(),
                pageSize);
    Future<RowPage> page =
        request.cursor() == null
            ? first.get()
            // A link that is not accepted any more: what was read already is recognised.
            : dynamics
                .rows(request.cursor(), pageSize)
                .recover(
                    failure ->
                        failure instanceof ConnectorException
                                && !(failure instanceof RetriableException)
                            ? first.get()
                            : Future.failedFuture(failure));
    return page.map(found -> found.keyed(fit.flow().mapping().sourceKey()))
        .map(found -> new Page(found.rows(), found.nextLink().orElse(null)));
  }

  private static Future<Page> readIds(Request request, Fitted fit, DynamicsClient dynamics) {
    List<String> ids = request.selection().ids();
    int from = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
    int to = Math.min(ids.size(), from + IDS);
    String next = to == ids.size() ? null : Integer.toString(to);
    return Selections.rows(fit, ids.subList(from, to), dynamics).map(rows -> new Page(rows, next));
  }
}
