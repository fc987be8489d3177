package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.Preferences;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import java.util.List;

/**
 * {@code GET} with change tracking: the first read of the whole table, and the rounds of changes
 * that follow by delta link.
 *
 * <p>The first read ends with a token for the version at which it began. So a row that is created,
 * changed or deleted while the client pages through is told by the first delta, whether or not a
 * page already had it. A round of changes ends at the version at which it began, for the same
 * reason.
 */
final class ChangeRead {
  private static final List<String> REFUSED = List.of("$filter", "$orderby", "$expand", "$top");
  private static final int BYTES_PER_ROW = 600;

  private final DynamicsStore store;
  private final Table table;
  private final EntityType type;
  private final ApiRequest request;
  private final QueryOptions query;
  private final Preferences preferences;
  private final DeltaTokens tokens;
  private final int size;

  private record Page(List<Row> rows, List<Row> deleted, String nextLink, String deltaLink) {}

  ChangeRead(DynamicsStore store, Table table, ApiRequest request) {
    this.store = store;
    this.table = table;
    this.type = table.type();
    this.request = request;
    this.query = request.query();
    this.preferences = request.preferences();
    this.tokens = new DeltaTokens(store);
    this.size = CollectionRead.pageSize(preferences);
  }

  /**
   * Whether a request is about changes: by preference, by delta token, or by a page token of such.
   */
  static boolean concerns(ApiRequest request) {
    QueryOptions query = request.query();
    return query
        .get("$skiptoken")
        .map(
            cookie -> {
              PageToken token = PageToken.ofCookie(cookie, query);
              return token.has("started") || token.has("to");
            })
        .orElse(query.get("$deltatoken").isPresent() || request.preferences().trackChanges());
  }

  ApiResponse answer() {
    refuseOptions();
    RowWriter writer = RowWriter.of(store, type, request);
    PageToken token =
        query.get("$skiptoken").map(cookie -> PageToken.ofCookie(cookie, query)).orElse(null);
    if (token != null) {
      CollectionRead.requirePageSize(token, size);
    }
    boolean changes = token == null ? query.get("$deltatoken").isPresent() : token.has("to");
    Page page = changes ? changes(token) : everything(token);
    String suffix = changes ? "/$delta" : "";
    String deletedContext =
        request.root() + "$metadata#" + type.entitySetName() + "/$deletedEntity";
    ApiResponse response =
        ApiResponse.json(
                200,
                JsonBody.write(
                    (page.rows().size() + 1) * BYTES_PER_ROW,
                    json -> {
                      json.writeStringField("@odata.context", Links.context(request, type, suffix));
                      if (page.deltaLink() != null) {
                        json.writeStringField("@odata.deltaLink", page.deltaLink());
                      }
                      json.writeArrayFieldStart("value");
                      for (Row row : page.rows()) {
                        writer.write(json, row);
                      }
                      for (Row row : page.deleted()) {
                        json.writeStartObject();
                        json.writeStringField("@odata.context", deletedContext);
                        json.writeStringField("id", row.id().toString());
                        json.writeStringField("reason", "deleted");
                        json.writeEndObject();
                      }
                      json.writeEndArray();
                      if (page.nextLink() != null) {
                        json.writeStringField("@odata.nextLink", page.nextLink());
                      }
                    }))
            .read(page.rows().size(), page.deleted().size());
    return CollectionRead.applied(response, preferences);
  }

  /** How many changes there are since a delta token. */
  long count() {
    long from = tokens.version(query.get("$deltatoken").orElseThrow(), query);
    DeltaCursor all = DeltaCursor.start(from, store.version());
    DeltaPage page = store.delta(table, all, CollectionRead.MOST_ROWS);
    return (long) page.rows().size() + page.deleted().size();
  }

  private Page everything(PageToken token) {
    long started = token == null ? store.version() : token.number("started");
    int after = token == null ? -1 : (int) token.number("after");
    List<Row> rows = store.scan(table, after, size + 1, row -> true);
    if (rows.size() <= size) {
      return new Page(rows, List.of(), null, deltaLink(started));
    }
    List<Row> page = rows.subList(0, size);
    PageToken next = next(token).with("started", started).with("after", page.get(size - 1).slot());
    return new Page(page, List.of(), nextLink(next), null);
  }

  private Page changes(PageToken token) {
    DeltaCursor cursor;
    if (token == null) {
      long from = tokens.version(query.get("$deltatoken").orElseThrow(), query);
      cursor = DeltaCursor.start(from, store.version());
    } else {
      tokens.requireCurrent(token);
      cursor =
          new DeltaCursor(
              token.number("from"),
              token.number("to"),
              token.number("deletions") == 1,
              token.number("done"));
    }
    DeltaPage page = store.delta(table, cursor, size);
    DeltaCursor rest = page.next();
    if (rest == null) {
      return new Page(page.rows(), page.deleted(), null, deltaLink(cursor.to()));
    }
    PageToken next =
        next(token)
            .with("from", rest.from())
            .with("to", rest.to())
            .with("deletions", rest.deletions() ? 1 : 0)
            .with("done", rest.done());
    return new Page(page.rows(), page.deleted(), nextLink(tokens.mark(next)), null);
  }

  private PageToken next(PageToken token) {
    return PageToken.of(query)
        .with("page", token == null ? 2 : token.number("page") + 1)
        .with("size", size);
  }

  private String nextLink(PageToken next) {
    return Links.next(request, type, "$skiptoken", next.cookie());
  }

  private String deltaLink(long version) {
    return Links.next(request, type, "$deltatoken", tokens.issue(query, version));
  }

  private void refuseOptions() {
    for (String option : REFUSED) {
      if (query.get(option).isPresent()) {
        throw DataverseException.badQuery(
            "The \""
                + option
                + "\" query parameter isn't supported when Change Tracking is enabled.");
      }
    }
    if (!type.changeTracking()) {
      throw new DataverseException(
          400,
          "0x80040203",
          "Entity: " + type.logicalName() + " isn't enabled for change tracking.");
    }
  }
}
