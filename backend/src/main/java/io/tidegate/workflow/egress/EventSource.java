package io.tidegate.workflow.egress;

import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.export.ExportPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Optional;

/** Where the rows of Campaign's logs come from. */
interface EventSource {

  /** The next page; empty when there is nothing to read for now. */
  Future<Optional<ExportPage>> next(Retrying retrying);

  /** How long to wait when there was nothing to read. */
  Duration pause();

  /** The cursor with which everything is read again. */
  String start();

  /** Stores whatever else that takes, within the transaction that stores the cursor. */
  Future<Void> restart(SqlClient transaction);

  /** Calls that wait are given up. */
  void close();
}
