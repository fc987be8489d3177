package io.tidegate.workflow.export;

import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.sftp.RemoteFile;
import io.tidegate.sftp.Sftp;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.Retrying;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The export files of one kind, read by one flow: the oldest first, a page at a time, each row
 * once. A file may still be growing, or may have been cut off; one that is not yet whole, or cannot
 * be read, does not keep the others waiting. The last of the flows that read a file moves it away.
 *
 * <p>Confined to the reader's context; one call at a time.
 */
public final class ExportFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ExportFiles.class);

  /** More than that no header takes up. */
  private static final int HEADER_BYTES = 64 << 10;

  /**
   * Who reads which files.
   *
   * @param flow the queue address of the reading flow
   * @param readers those of all flows that read the same files, this one among them
   * @param glob which names
   * @param columns that must be there
   */
  public record Reader(String flow, Set<String> readers, String glob, Set<String> columns) {}

  private final Vertx vertx;
  private final Sftp sftp;
  private final ExportOptions options;
  private final Reader reader;
  private final ReadFiles files;
  private final FileConditions conditions;

  /** By file name; a header is read again after a restart. */
  private final Map<String, CsvPage.Header> headers = new HashMap<>();

  /** Files of which nothing can be read as they are now. */
  private final Map<String, ReadFile> fruitless = new HashMap<>();

  private boolean unsettled;

  /**
   * @param flowId the flow's name in conditions
   */
  public ExportFiles(
      Vertx vertx,
      Sftp sftp,
      Pool pool,
      ExportOptions options,
      Reader reader,
      String flowId,
      FlowReport report) {
    this.vertx = vertx;
    this.sftp = sftp;
    this.options = options;
    this.reader = reader;
    this.files = new ReadFiles(pool, reader.flow(), reader.readers());
    this.conditions = new FileConditions(flowId, report);
  }

  /**
   * The next page; empty when there is nothing to read for now. What a page says counts as read
   * once its {@code alongside} is committed; otherwise the same comes again.
   */
  public Future<Optional<ExportPage>> next(Retrying retrying) {
    unsettled = false;
    conditions.begin();
    return retrying
        .call(() -> sftp.list(options.directory(), reader.glob()))
        .compose(
            listed ->
                listed.isEmpty()
                    ? Future.succeededFuture(Optional.<ExportPage>empty())
                    : files
                        .load(listed.stream().map(RemoteFile::name).toList())
                        .compose(known -> first(toLookAt(listed, known), known, retrying)))
        .onSuccess(page -> conditions.show(page.isPresent()));
  }

  /** How long to wait when there was nothing to read. */
  public Duration pause() {
    return Duration.ofSeconds(unsettled ? 1 : options.pollSeconds());
  }

  /** Has all files read again that are still there. For an append's transaction. */
  public Future<Void> restart(SqlClient client) {
    headers.clear();
    fruitless.clear();
    return files.forget(client);
  }

  /** Without those of which it is plain that there is nothing to do: they may be thousands. */
  private Iterator<RemoteFile> toLookAt(
      List<RemoteFile> listed, Map<String, Map<String, ReadFile>> known) {
    return listed.stream().filter(file -> isToLookAt(file, known.get(file.name()))).iterator();
  }

  private boolean isToLookAt(RemoteFile file, Map<String, ReadFile> known) {
    ReadFile own = known == null ? null : known.get(reader.flow());
    if (own == null || !own.isAsSeen(file)) {
      return true;
    }
    if (own.finished()) {
      return !options.archive().isEmpty() && (own.archived() || files.finishedByAll(known, own));
    }
    if (own.equals(fruitless.get(own.name())) && !own.unchangedFor(options.truncatedSeconds())) {
      unsettled |= conditions.again(own);
      return false;
    }
    return true;
  }

  private Future<Optional<ExportPage>> first(
      Iterator<RemoteFile> listed, Map<String, Map<String, ReadFile>> known, Retrying retrying) {
    if (!listed.hasNext()) {
      return Future.succeededFuture(Optional.empty());
    }
    RemoteFile file = listed.next();
    Map<String, ReadFile> ofFile = known.getOrDefault(file.name(), Map.of());
    return page(file, ofFile, retrying)
        .recover(
            failure ->
                failure instanceof GoneException
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure))
        .compose(
            page ->
                page.isPresent() ? Future.succeededFuture(page) : first(listed, known, retrying));
  }

  /** A page of one file, if there is one to be had now. */
  private Future<Optional<ExportPage>> page(
      RemoteFile file, Map<String, ReadFile> known, Retrying retrying) {
    ReadFile stored = known.get(reader.flow());
    ReadFile own = stored == null ? ReadFile.fresh(file) : stored.seenAgain(file);
    if (!own.equals(stored)) {
      if (own.position() == 0) {
        headers.remove(file.name());
      }
      return files.store(own).compose(remembered -> page(file, with(known, own), retrying));
    }
    if (own.finished()) {
      return archive(own).map(Optional.empty());
    }
    if (own.position() == own.size() && own.size() > 0) {
      unsettled = true;
      return Future.succeededFuture(
          own.unchangedFor(options.settledSeconds())
              ? Optional.of(page(own.finish(), List.of()))
              : Optional.empty());
    }
    return unread(own, retrying);
  }

  private Map<String, ReadFile> with(Map<String, ReadFile> known, ReadFile own) {
    Map<String, ReadFile> updated = new HashMap<>(known);
    updated.put(reader.flow(), own);
    return updated;
  }

  private Future<Optional<ExportPage>> unread(ReadFile own, Retrying retrying) {
    boolean givenUp = own.unchangedFor(options.truncatedSeconds());
    CsvPage.Header known = headers.get(own.name());
    return known != null
        ? rows(own, known, retrying)
        : retrying
            .call(() -> sftp.read(options.directory(), own.name(), 0, HEADER_BYTES))
            .compose(content -> header(own, content, givenUp, retrying));
  }

  private Future<Optional<ExportPage>> header(
      ReadFile own, Buffer content, boolean givenUp, Retrying retrying) {
    CsvPage.Header header = CsvPage.header(options, content);
    if (header == null) {
      return Future.succeededFuture(
          content.length() < Math.min(HEADER_BYTES, own.size())
              ? cutShort()
              : incomplete(own, Buffer.buffer(), givenUp));
    }
    Optional<String> missing = missing(header);
    if (missing.isPresent()) {
      fruitless.put(own.name(), own);
      conditions.unreadable(own, missing.get());
      return Future.succeededFuture(Optional.empty());
    }
    headers.put(own.name(), header);
    return rows(own, header, retrying);
  }

  private Optional<String> missing(CsvPage.Header header) {
    return reader.columns().stream()
        .filter(column -> !header.columns().contains(column))
        .sorted()
        .findFirst();
  }

  private Future<Optional<ExportPage>> rows(
      ReadFile own, CsvPage.Header header, Retrying retrying) {
    ReadFile at = own.position() == 0 ? own.advanced(header.bytes(), 1) : own;
    CsvPage.Form form = new CsvPage.Form(own.name(), header.columns(), options);
    return retrying
        .call(() -> sftp.read(options.directory(), own.name(), at.position(), options.pageBytes()))
        .compose(
            content ->
                vertx
                    .executeBlocking(() -> CsvPage.parse(form, content, at.lines()), false)
                    .map(parsed -> rows(own, at, form, content, parsed)));
  }

  private Optional<ExportPage> rows(
      ReadFile own, ReadFile at, CsvPage.Form form, Buffer content, CsvPage parsed) {
    if (parsed.bytes() > 0 || at.position() > own.position()) {
      fruitless.remove(own.name());
      return Optional.of(page(at.advanced(parsed.bytes(), parsed.lines()), parsed.rows()));
    }
    if (content.length() >= options.pageBytes()) {
      CsvPage skipped =
          CsvPage.firstLineBroken(
              form, content, at.lines(), "is too long, or a quote is not closed");
      return Optional.of(page(at.advanced(skipped.bytes(), skipped.lines()), skipped.rows()));
    }
    return at.position() + content.length() < own.size()
        ? cutShort()
        : incomplete(own, content, own.unchangedFor(options.truncatedSeconds()));
  }

  /** The connection broke before there was a whole row: it is tried again soon. */
  private Optional<ExportPage> cutShort() {
    unsettled = true;
    return Optional.empty();
  }

  /** The file ends in the middle of a row: it may go on, or was cut off. */
  private Optional<ExportPage> incomplete(ReadFile own, Buffer rest, boolean givenUp) {
    if (!givenUp) {
      unsettled = true;
      fruitless.put(own.name(), own);
      conditions.incomplete(own);
      return Optional.empty();
    }
    LOG.warn(
        "{}: {} was cut off in line {} and has not grown since",
        reader.flow(),
        own.name(),
        own.lines() + 1);
    CsvPage.Form form = new CsvPage.Form(own.name(), List.of(), options);
    CsvPage broken =
        CsvPage.firstLineBroken(form, rest, own.lines(), "is cut off: the file was not completed");
    ReadFile behind = own.advanced(broken.bytes(), broken.lines());
    return Optional.of(
        page(
            behind.position() >= own.size() || rest.length() == 0 ? behind.finish() : behind,
            own.size() == 0 ? List.of() : broken.rows()));
  }

  private ExportPage page(ReadFile next, List<ExportRow> rows) {
    return new ExportPage(
        rows,
        "%s:%d:%s:%s".formatted(next.name(), next.position(), next.changedAt(), next.finished()),
        transaction -> files.store(transaction, next));
  }

  /** A file that cannot be moved keeps nobody from reading others; it is tried again. */
  private Future<Void> archive(ReadFile file) {
    headers.remove(file.name());
    fruitless.remove(file.name());
    return sftp.move(options.directory() + "/" + file.name(), options.archive() + "/" + file.name())
        .compose(moved -> files.archived(file))
        .onSuccess(done -> LOG.info("{}: {} was read and moved away", reader.flow(), file.name()))
        .recover(
            failure -> {
              if (failure instanceof RetriableException) {
                LOG.warn(
                    "{}: {} could not be moved away: {}",
                    reader.flow(),
                    file.name(),
                    failure.getMessage());
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }
}
