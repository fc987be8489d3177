package io.tidegate.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.Preferences;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code GET} of an entity set: a query, page by page. It may go over a whole table and write
 * thousands of rows, so it belongs on a worker thread.
 */
final class CollectionRead {
  /** Most rows a page has, and the most a count tells. */
  static final int MOST_ROWS = 5000;

  private static final int BYTES_PER_ROW = 600;
  private static final String TOTAL = "Microsoft.Dynamics.CRM.totalrecordcount";
  private static final String TOTAL_EXCEEDED =
      "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";

  private final DynamicsStore store;
  private final Table table;
  private final EntityType type;
  private final ApiRequest request;
  private final QueryOptions query;
  private final Preferences preferences;

  CollectionRead(DynamicsStore store, Table table, ApiRequest request) {
    this.store = store;
    this.table = table;
    this.type = table.type();
    this.request = request;
    this.query = request.query();
    this.preferences = request.preferences();
  }

  ApiResponse answer() {
    if (ChangeRead.concerns(request)) {
      return new ChangeRead(store, table, request).answer();
    }
    boolean paged = preferences.maxPageSize().isPresent() || query.top().isEmpty();
    int size = pageSize(preferences);
    int limit = paged ? size : Math.min(query.top().orElse(size), MOST_ROWS);
    PageToken token =
        query.get("$skiptoken").map(cookie -> PageToken.ofCookie(cookie, query)).orElse(null);
    if (token != null) {
      requirePageSize(token, size);
    }
    RowWriter writer = RowWriter.of(store, type, request);
    Predicate<Row> filter = filter();
    List<Row> rows =
        query.orderBy().isEmpty() ? next(token, limit, filter) : sorted(token, limit, filter);
    boolean more = rows.size() > limit;
    List<Row> page = more ? rows.subList(0, limit) : rows;
    String nextLink = more && paged ? nextLink(token, size, page) : null;
    long total = query.count() ? count(filter) : -1;
    ApiResponse response =
        ApiResponse.json(
                200,
                JsonBody.write(
                    page.size() * BYTES_PER_ROW,
                    json -> {
                      json.writeStringField("@odata.context", Links.context(request, type, ""));
                      writeTotals(json, total);
                      json.writeArrayFieldStart("value");
                      for (Row row : page) {
                        writer.write(json, row);
                      }
                      json.writeEndArray();
                      if (nextLink != null) {
                        json.writeStringField("@odata.nextLink", nextLink);
                      }
                    }))
            .read(page.size(), 0);
    return applied(response, preferences);
  }

  /** {@code …/$count}: a bare number. */
  ApiResponse countAnswer() {
    long count =
        query.get("$deltatoken").isPresent()
            ? new ChangeRead(store, table, request).count()
            : Math.min(count(filter()), MOST_ROWS);
    return ApiResponse.of(200, "text/plain", Buffer.buffer(Long.toString(count)));
  }

  /** Rows a page may hold: what the client prefers, at most the vendor's 5000. */
  static int pageSize(Preferences preferences) {
    return Math.min(preferences.maxPageSize().orElse(MOST_ROWS), MOST_ROWS);
  }

  /**
   * The vendor says to send the same page size with every page and leaves open what else happens; a
   * client that forgets is told here.
   */
  static void requirePageSize(PageToken token, int size) {
    if (token.number("size") != size) {
      throw new ODataSyntaxException(
          "The page size differs from that of the first page: send Prefer: odata.maxpagesize="
              + token.number("size")
              + " with every page.");
    }
  }

  /** Tells which preferences were honoured. */
  static ApiResponse applied(ApiResponse response, Preferences preferences) {
    List<String> applied = new ArrayList<>();
    preferences.maxPageSize().ifPresent(size -> applied.add("odata.maxpagesize=" + size));
    if (preferences.trackChanges()) {
      applied.add("odata.track-changes");
    }
    preferences
        .annotations()
        .ifPresent(wanted -> applied.add("odata.include-annotations=\"" + wanted + "\""));
    return applied.isEmpty()
        ? response
        : response.header("Preference-Applied", String.join(",", applied));
  }

  private Predicate<Row> filter() {
    return query
        .filter()
        .map(filter -> Columns.criteria(type).predicate(filter))
        .orElse(row -> true);
  }

  private List<Row> next(PageToken token, int limit, Predicate<Row> filter) {
    int after = token == null ? -1 : (int) token.number("after");
    return store.scan(table, after, limit + 1, filter);
  }

  private List<Row> sorted(PageToken token, int limit, Predicate<Row> filter) {
    long offset = token == null ? 0 : token.number("offset");
    return store.scan(table, -1, Integer.MAX_VALUE, filter).stream()
        .sorted(Columns.criteria(type).order(query.orderBy()))
        .skip(offset)
        .limit(limit + 1L)
        .toList();
  }

  private String nextLink(PageToken token, int size, List<Row> page) {
    PageToken next =
        PageToken.of(query)
            .with("page", token == null ? 2 : token.number("page") + 1)
            .with("size", size);
    if (query.orderBy().isEmpty()) {
      next.with("after", page.get(page.size() - 1).slot());
    } else {
      next.with("offset", (token == null ? 0 : token.number("offset")) + page.size());
    }
    return Links.next(request, type, "$skiptoken", next.cookie());
  }

  /** How many rows there are, counted no further than needed to know that they are too many. */
  private long count(Predicate<Row> filter) {
    return query.get("$filter").isEmpty()
        ? store.count(type.logicalName())
        : store.scan(table, -1, MOST_ROWS + 1, filter).size();
  }

  private void writeTotals(JsonGenerator json, long total) throws IOException {
    if (preferences.includes(TOTAL)) {
      json.writeNumberField("@" + TOTAL, Math.min(total, MOST_ROWS));
    }
    if (preferences.includes(TOTAL_EXCEEDED)) {
      json.writeBooleanField("@" + TOTAL_EXCEEDED, total > MOST_ROWS);
    }
    if (query.count()) {
      json.writeNumberField("@odata.count", Math.min(total, MOST_ROWS));
    }
  }
}
