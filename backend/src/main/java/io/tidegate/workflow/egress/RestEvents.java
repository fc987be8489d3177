package io.tidegate.workflow.egress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourcePage;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.export.ExportPage;
import io.tidegate.workflow.export.ExportRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Campaign's logs as its REST API shows them: what was modified since the newest row seen, and a
 * little before. What is seen twice by that is recognised, or else found to be there already when
 * it is written.
 */
final class RestEvents implements EventSource {
  private static final int MOST_REMEMBERED = 50_000;

  /** The cursor with which the whole log is read. */
  static final String START = Cursor.START.encode();

  private final CampaignClient campaign;
  private final String resource;
  private final EventType type;
  private final LogFormat format;
  private final RestOptions options;
  private final AddressQueue queue;
  private final DateTimeFormatter timestamp;

  /** Rows seen lately, by id and time of modification. */
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** The rows of the last page, and the cursor that tells that it was stored. */
  private List<String> fetched = List.of();

  private Cursor fetchedTo;

  /**
   * How far the log was read.
   *
   * @param page counts pages, so that each has a cursor of its own
   * @param next the link to the next page of the look under way; empty between two looks
   * @param since the time of the newest row that was seen before this look
   * @param newest the time of the newest row seen
   */
  private record Cursor(long page, String next, Instant since, Instant newest) {
    static final Cursor START = new Cursor(0, "", Instant.EPOCH, Instant.EPOCH);

    static Cursor decode(String text) {
      JsonObject json = new JsonObject(text);
      return new Cursor(
          json.getLong("page"),
          json.getString("next"),
          Instant.parse(json.getString("since")),
          Instant.parse(json.getString("newest")));
    }

    String encode() {
      return new JsonObject()
          .put("page", page)
          .put("next", next)
          .put("since", since.toString())
          .put("newest", newest.toString())
          .encode();
    }

    /** The look from its beginning. */
    Cursor again() {
      return new Cursor(page, "", since, newest);
    }
  }

  RestEvents(
      CampaignClient campaign,
      EgressConfig.Flow flow,
      LogFormat format,
      RestOptions options,
      AddressQueue queue) {
    this.campaign = campaign;
    this.resource = flow.resource();
    this.type = flow.type();
    this.format = format;
    this.options = options;
    this.queue = queue;
    this.timestamp = DateTimeFormatter.ofPattern(format.timestamp(), Locale.ROOT);
  }

  @Override
  public Future<Optional<ExportPage>> next(Retrying retrying) {
    return queue
        .cursor()
        .map(text -> text.map(Cursor::decode).orElse(Cursor.START))
        .compose(
            at ->
                retrying
                    .call(() -> page(at))
                    .recover(
                        failure ->
                            failure instanceof DeltaExpiredException
                                ? retrying.call(() -> page(at.again()))
                                : Future.failedFuture(failure))
                    .map(page -> page(at, page)));
  }

  private Future<ResourcePage> page(Cursor at) {
    if (!at.next().isEmpty()) {
      return campaign.page(resource, Optional.of(at.next()), options.pageRows());
    }
    Instant from = at.since().minusSeconds(options.overlapSeconds());
    return campaign.firstPage(
        resource,
        options.filter(),
        options.parameter(),
        timestamp.format(
            (from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from).atOffset(ZoneOffset.UTC)),
        options.pageRows());
  }

  private Optional<ExportPage> page(Cursor at, ResourcePage page) {
    if (at.equals(fetchedTo)) {
      fetched.forEach(row -> seen.put(row, true));
    }
    List<String> ids = new ArrayList<>();
    List<ExportRow> rows = new ArrayList<>();
    Instant newest = at.newest();
    for (JsonObject json : page.content()) {
      ExportRow row = row(json, at.page() * options.pageRows() + rows.size() + 1);
      Instant modified = modified(row).orElse(newest);
      newest = modified.isAfter(newest) ? modified : newest;
      String id = row.value(format.column(type.identity())) + "@" + modified;
      if (!seen.containsKey(id)) {
        ids.add(id);
        rows.add(row);
      }
    }
    String link = page.next().orElse("");
    if (rows.isEmpty() && link.isEmpty() && at.next().isEmpty()) {
      return Optional.empty();
    }
    fetched = ids;
    fetchedTo = new Cursor(at.page() + 1, link, link.isEmpty() ? newest : at.since(), newest);
    return Optional.of(
        new ExportPage(rows, fetchedTo.encode(), transaction -> Future.succeededFuture()));
  }

  private ExportRow row(JsonObject json, long number) {
    Map<String, String> values = new LinkedHashMap<>();
    json.forEach(
        field ->
            values.put(
                field.getKey(), field.getValue() == null ? "" : field.getValue().toString()));
    return new ExportRow(resource, number, values, "");
  }

  private Optional<Instant> modified(ExportRow row) {
    try {
      return Optional.of(
          timestamp.parse(row.value(format.column(LogField.LAST_MODIFIED)), Instant::from));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(options.pollSeconds());
  }

  @Override
  public String start() {
    return START;
  }

  @Override
  public Future<Void> restart(SqlClient transaction) {
    seen.clear();
    fetched = List.of();
    fetchedTo = null;
    return Future.succeededFuture();
  }

  @Override
  public void close() {
    campaign.close();
  }
}
