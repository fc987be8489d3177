package io.tidegate.workflow.ingress;

import io.tidegate.queue.PendingChanges;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.FlowCommand;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which records of a flow have something on its way to the target: queued, set aside, held, or
 * changed at the source and not read yet, as far as the flow runs.
 */
record OnTheirWay(Vertx vertx, Pool pool, IngressConfig.Flow flow) {

  /**
   * Those among them.
   *
   * @param since when each was read at the source
   */
  Future<Set<String>> of(Map<String, Instant> since) {
    Set<String> keys = since.keySet();
    Set<String> found = new HashSet<>();
    return unread(since)
        .onSuccess(found::addAll)
        .compose(unread -> new PendingChanges(pool).find(address(), keys))
        .onSuccess(found::addAll)
        .compose(queued -> setAside(keys))
        .onSuccess(found::addAll)
        .compose(setAside -> held(keys))
        .onSuccess(found::addAll)
        .map(found);
  }

  private String address() {
    return IngressWorkflow.address(flow.id());
  }

  private Future<Set<String>> setAside(Collection<String> keys) {
    return query(
            "SELECT key FROM workflow.waiting_record WHERE flow = $1 AND key = ANY ($2)",
            Tuple.of(address(), (Object) keys.toArray(String[]::new)))
        .map(OnTheirWay::column);
  }

  /** Deletions that a full read implies, before they are queued: they may wait for a person. */
  private Future<Set<String>> held(Collection<String> keys) {
    return query("SELECT cursor FROM queue.address WHERE name = $1", Tuple.of(address()))
        .map(OnTheirWay::column)
        .compose(
            cursors ->
                cursors.stream().anyMatch(cursor -> ReadCursor.decode(cursor).infer())
                    ? new FullRead(
                            pool,
                            address(),
                            flow.deletions() != DeletionPolicy.OFF,
                            flow.deletesFilteredOut())
                        .unseen(keys)
                    : Future.succeededFuture(Set.of()));
  }

  /** The reader knows; one that is to run and does not answer may bring anything. */
  private Future<Set<String>> unread(Map<String, Instant> since) {
    JsonObject readAt = new JsonObject();
    since.forEach((key, at) -> readAt.put(key, at.toEpochMilli()));
    return vertx
        .eventBus()
        .<JsonArray>request(FlowCommand.MAY_BRING.address(address()), readAt)
        .map(
            reply -> {
              Set<String> keys = new HashSet<>();
              reply.body().forEach(key -> keys.add(key.toString()));
              return keys;
            })
        .recover(
            failure ->
                failure instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.NO_HANDLERS
                    ? runs().map(runs -> runs ? since.keySet() : Set.of())
                    : Future.succeededFuture(since.keySet()));
  }

  /** Whether the flow is to run. */
  Future<Boolean> runs() {
    return flow.enabled()
        ? query(
                "SELECT workflow FROM workflow.desired_state WHERE workflow = $1 AND running",
                Tuple.of(IngressWorkflow.ID))
            .map(rows -> rows.size() > 0)
        : Future.succeededFuture(false);
  }

  private static Set<String> column(RowSet<Row> rows) {
    Set<String> values = new HashSet<>();
    for (Row row : rows) {
      if (row.getString(0) != null) {
        values.add(row.getString(0));
      }
    }
    return values;
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Transactions.statement(pool, client -> client.preparedQuery(sql).execute(parameters));
  }
}
