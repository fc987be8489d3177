package io.tidegate.workflow.ingress;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.FieldPath;
import io.tidegate.mapping.Mapping;
import io.tidegate.queue.Change;
import io.tidegate.queue.Operation;
import io.tidegate.workflow.trace.Identities;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the trace know a flow's records by their e-mail addresses, where the mapping writes
 * Campaign's field for them.
 */
final class EmailAddresses {
  private static final String FIELD = "email";

  private final Identities identities;
  private final String address;
  private final Optional<String> field;

  EmailAddresses(Identities identities, String address, Mapping mapping) {
    this.identities = identities;
    this.address = address;
    this.field =
        mapping.attributes().stream()
            .map(AttributeMapping::target)
            .filter(target -> target.equals(FIELD) || target.endsWith("." + FIELD))
            .findFirst();
  }

  /** Keeps those of the changes, within the transaction that queues them. */
  Future<Void> keep(SqlClient transaction, List<Change> changes) {
    if (field.isEmpty() || changes.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<String, String> emails = new HashMap<>();
    for (Change change : changes) {
      if (change.operation() == Operation.UPSERT) {
        QueuedRecord record = QueuedRecord.decode(change.payload());
        if (record.unmappable() == null) {
          emails.put(change.key(), email(record));
        }
      }
    }
    return emails.isEmpty()
        ? Future.succeededFuture()
        : identities.keep(transaction, address, emails);
  }

  private String email(QueuedRecord record) {
    JsonObject all = record.born();
    return FieldPath.get(all, field.get()) instanceof String text ? text : "";
  }
}
