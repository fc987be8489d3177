package io.tidegate.workflow.reconciliation;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a flow's reader and writer have to do with the repair of differences. While one is queued,
 * the writer trusts nothing that is known of the record; so it is exact that a difference is
 * repaired when such a write is settled, in whose transaction that is stored.
 *
 * @param address the flow's queue
 */
public record Repairs(Pool pool, String address) {

  /** Those of the keys whose repair is queued: at the target they are not as they should be. */
  public Future<Set<String>> queued(Collection<String> keys) {
    return Transactions.statement(
            pool,
            client ->
                client
                    .preparedQuery(
                        "SELECT DISTINCT key FROM workflow.reconciliation_difference"
                            + " WHERE address = $1 AND key = ANY ($2) AND state = 'queued'")
                    .execute(parameters(keys)))
        .map(
            rows -> {
              Set<String> queued = new HashSet<>();
              rows.forEach(row -> queued.add(row.getString(0)));
              return queued;
            });
  }

  /** These were written, or deleted, by a writer that knew of their repair. */
  public Future<Void> repaired(SqlClient transaction, Collection<String> keys) {
    return move(transaction, keys, Difference.State.REPAIRED);
  }

  /** These were refused, or there is nothing to write any more: they may be repaired again. */
  public Future<Void> reopen(SqlClient transaction, Collection<String> keys) {
    return move(transaction, keys, Difference.State.OPEN);
  }

  private Future<Void> move(SqlClient transaction, Collection<String> keys, Difference.State to) {
    return keys.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .preparedQuery(
                "UPDATE workflow.reconciliation_difference SET state = '"
                    + to.json()
                    + "' WHERE address = $1 AND key = ANY ($2) AND state = 'queued'")
            .execute(parameters(keys))
            .mapEmpty();
  }

  private Tuple parameters(Collection<String> keys) {
    return Tuple.of(address).addArrayOfString(keys.toArray(String[]::new));
  }
}
