package io.tidegate.sandbox.export;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.delivery.LogColumn;
import io.tidegate.sandbox.sftp.SftpFolder;
import io.tidegate.sandbox.sftp.SftpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The workflow by which a customer has Campaign export its logs, and who opted out, to SFTP: now,
 * or on a schedule. One export at a time; each goes on where the one before ended. To be used on
 * the event loop; files are written on worker threads.
 */
public final class ExportWorkflow {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

  /** What is to be exported. */
  public record What(boolean logs, boolean optOuts) {}

  /**
   * How the files are made.
   *
   * @param writeMillis how long a file takes to be there as a whole, under its final name
   */
  public record Files(int rowsPerFile, int writeMillis) {
    public static final Files USUAL = new Files(50_000, 0);
  }

  /** A file that was exported; its rows do not count the header. */
  public record Exported(String path, long rows) {}

  /** Writes the rows of one export. */
  @FunctionalInterface
  private interface Query {
    void into(CsvFiles files) throws IOException;
  }

  private final Vertx vertx;
  private final SftpFolder folder;
  private final InstantSource clock;
  private final IncrementalQuery query;
  private final Map<String, Integer> parts = new HashMap<>();
  private final Set<GrowingFile> growing = ConcurrentHashMap.newKeySet();
  private Future<?> last = Future.succeededFuture();

  public ExportWorkflow(
      Vertx vertx, DeliveryLogs logs, Profiles profiles, SftpFolder folder, InstantSource clock) {
    this.vertx = vertx;
    this.folder = folder;
    this.clock = clock;
    this.query = new IncrementalQuery(logs, profiles);
  }

  /** Exports what was modified since the last time; completes when all files are there. */
  public Future<List<Exported>> export(What what, Files files) {
    Future<List<Exported>> exported =
        last.otherwiseEmpty()
            .compose(unused -> vertx.executeBlocking(() -> stage(what, files.rowsPerFile()), false))
            .compose(staged -> deliver(staged, files.writeMillis()));
    last = exported;
    return exported;
  }

  /** Stops what is being written and begins anew. */
  public Future<Void> reset() {
    growing.forEach(GrowingFile::stop);
    Future<Void> reset =
        last.otherwiseEmpty()
            .map(
                unused -> {
                  query.reset();
                  parts.clear();
                  return null;
                });
    last = reset;
    return reset;
  }

  private List<CsvFiles.Staged> stage(What what, int rowsPerFile) throws IOException {
    List<CsvFiles.Staged> staged = new ArrayList<>();
    if (what.logs()) {
      List<String> broadLog = IncrementalQuery.header(LogColumn.BROAD_LOG);
      staged.addAll(stage("broadlog", broadLog, rowsPerFile, query::broadLogs));
      List<String> trackingLog = IncrementalQuery.header(LogColumn.TRACKING_LOG);
      staged.addAll(stage("trackinglog", trackingLog, rowsPerFile, query::trackingLogs));
    }
    if (what.optOuts()) {
      List<String> optOuts = IncrementalQuery.optOutsHeader();
      staged.addAll(stage("optouts", optOuts, rowsPerFile, query::optOuts));
    }
    return staged;
  }

  private List<CsvFiles.Staged> stage(String name, List<String> header, int rowsPerFile, Query rows)
      throws IOException {
    String stem = SftpServer.DIRECTORY + "/" + name + "_" + STAMP.format(clock.instant()) + "_";
    // Two exports within a second must not have files of the same name.
    int before = parts.getOrDefault(stem, 0);
    Path staging = folder.staging();
    try (CsvFiles files =
        new CsvFiles(staging, part -> stem + (before + part) + ".csv", header, rowsPerFile)) {
      rows.into(files);
      List<CsvFiles.Staged> staged = files.finished();
      parts.keySet().removeIf(other -> other.startsWith(SftpServer.DIRECTORY + "/" + name + "_"));
      parts.put(stem, before + staged.size());
      return staged;
    }
  }

  private Future<List<Exported>> deliver(List<CsvFiles.Staged> staged, int writeMillis) {
    List<Future<Void>> arrivals = new ArrayList<>();
    for (CsvFiles.Staged file : staged) {
      GrowingFile arriving =
          new GrowingFile(vertx, file.file(), folder.resolve(file.path()), writeMillis);
      growing.add(arriving);
      arrivals.add(arriving.arrive().onComplete(done -> growing.remove(arriving)));
    }
    return Future.join(arrivals)
        .map(
            unused -> staged.stream().map(file -> new Exported(file.path(), file.rows())).toList());
  }
}
