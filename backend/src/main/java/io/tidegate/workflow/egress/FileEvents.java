package io.tidegate.workflow.egress;

import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.export.ExportFiles;
import io.tidegate.workflow.export.ExportPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Campaign's logs as exported to files. */
record FileEvents(ExportFiles files) implements EventSource {
  @Override
  public Future<Optional<ExportPage>> next(Retrying retrying) {
    return files.next(retrying);
  }

  @Override
  public Duration pause() {
    return files.pause();
  }

  @Override
  public String start() {
    return "again at " + Instant.now();
  }

  @Override
  public Future<Void> restart(SqlClient transaction) {
    return files.restart(transaction);
  }

  /** The session with the SFTP server is everybody's. */
  @Override
  public void close() {}
}
