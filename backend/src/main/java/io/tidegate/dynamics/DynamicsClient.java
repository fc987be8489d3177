package io.tidegate.dynamics;

import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.Scope;
import io.tidegate.connector.Vendor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What Tidegate asks of the Dataverse Web API. Every method fails with a {@link
 * ConnectorException}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems">Change
 *     tracking</a>
 */
public final class DynamicsClient {

  private final Pipeline pipeline;
  private final String apiPath;
  private final Scope scope;
  private final TableMetadata metadata;

  DynamicsClient(Pipeline pipeline, String apiPath, Scope scope) {
    this.pipeline = pipeline;
    this.apiPath = apiPath;
    this.scope = scope;
    this.metadata = new TableMetadata(path -> get(path, Map.of(), Function.identity()));
  }

  /** Tests the connection. Its answer tells the gate what parallelism the server recommends. */
  public Future<WhoAmI> whoAmI() {
    return get("/WhoAmI", Map.of(), DynamicsAnswers::whoAmI)
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.DYNAMICS.unusable(
                        "There is no Dynamics environment at this address: " + words,
                        "Check " + Vendor.DYNAMICS.setting("URL") + ".")));
  }

  /** All tables, without their columns, which {@link #entity} has. One request. */
  public Future<List<EntityDefinition>> entities() {
    return metadata
        .all()
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.DYNAMICS.unusable(
                        "Dynamics does not list its tables: " + words,
                        "Check the security role of the application user.")));
  }

  /** A table with its columns and keys. A dozen small requests, for metadata has no joins. */
  public Future<EntityDefinition> entity(String logicalName) {
    return metadata
        .one(logicalName)
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.DYNAMICS.missing(
                        "Dynamics has no table " + logicalName + " that can be read: " + words,
                        "Check the table's logical name in the mapping.")));
  }

  /**
   * The first page of a whole table, from which changes are then tracked.
   *
   * @param select logical names of columns; the primary key comes unasked
   * @param pageSize at most 5000
   */
  public Future<ChangePage> firstPage(String entitySet, List<String> select, int pageSize) {
    return get(
            "/" + entitySet + "?$select=" + String.join(",", select),
            prefer(pageSize),
            DynamicsAnswers::changes)
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.DYNAMICS.unusable(
                        "Dynamics does not let " + entitySet + " be read: " + words,
                        "Check that the table and all mapped attributes exist, and that change"
                            + " tracking is on for the table.")));
  }

  /**
   * The page behind a {@link ChangePage#nextLink} or {@link ChangePage#deltaLink}, which is
   * followed as it is. Fails with {@link DeltaExpiredException} if Dynamics does not accept the
   * link any more.
   *
   * @param pageSize the same as for the page before
   */
  public Future<ChangePage> page(String link, int pageSize) {
    return Future.succeededFuture(link)
        .map(pipeline::target)
        .compose(
            target ->
                pipeline.read(
                    scope,
                    Call.get(target, prefer(pageSize)),
                    body -> DynamicsAnswers.leadingOn(link, DynamicsAnswers.changes(body))))
        .recover(
            Pipeline.whenRefused(
                words ->
                    new DeltaExpiredException(
                        Vendor.DYNAMICS.system(),
                        "Dynamics does not accept the link any more: " + words)));
  }

  /**
   * The first page of the rows that meet a filter, in the order of a column.
   *
   * @param filter a {@code $filter}; empty for all rows
   * @param orderBy a column of which no two rows have the same value
   */
  public Future<RowPage> rows(
      String entitySet, List<String> select, String filter, String orderBy, int pageSize) {
    String query =
        "?$select="
            + String.join(",", select)
            + (filter.isEmpty() ? "" : "&$filter=" + encode(filter))
            + "&$orderby="
            + orderBy;
    return get("/" + entitySet + query, pages(pageSize), DynamicsAnswers::rows);
  }

  /**
   * The page behind a {@link RowPage#nextLink}, which is followed as it is.
   *
   * @param pageSize the same as for the page before
   */
  public Future<RowPage> rows(String nextLink, int pageSize) {
    return Future.succeededFuture(nextLink)
        .map(pipeline::target)
        .compose(
            target ->
                pipeline.read(
                    scope,
                    Call.get(target, pages(pageSize)),
                    body -> DynamicsAnswers.leadingOn(nextLink, DynamicsAnswers.rows(body))));
  }

  /**
   * How many rows a table had within the last day: Dynamics' own snapshot, the one count that goes
   * beyond 5000. Empty when it does not say.
   *
   * @see <a
   *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrievetotalrecordcount">RetrieveTotalRecordCount</a>
   */
  public Future<OptionalLong> count(String logicalName) {
    return get(
            "/RetrieveTotalRecordCount(EntityNames=" + encode("['" + logicalName + "']") + ")",
            Map.of(),
            DynamicsAnswers::count)
        .recover(
            failure ->
                failure instanceof RefusedException || failure instanceof GoneException
                    ? Future.succeededFuture(OptionalLong.empty())
                    : Future.failedFuture(failure));
  }

  /**
   * Creates rows in one request; those that exist already stay as they are. It may be repeated with
   * the same rows without a second effect.
   *
   * @param rows 1 to 1000
   * @return a result per row, in their order; fails if the request as a whole did
   */
  public Future<List<WriteResult>> batch(List<NewRow> rows) {
    DynamicsBatch batch = new DynamicsBatch(apiPath, rows);
    return pipeline.call(scope, batch.call()).map(batch::results);
  }

  /**
   * One row.
   *
   * @return empty when there is none of that id
   */
  public Future<Optional<JsonObject>> row(String entitySet, String id, List<String> select) {
    return get(
            "/" + entitySet + "(" + id + ")?$select=" + String.join(",", select),
            Map.of(),
            Optional::of)
        .recover(
            failure ->
                failure instanceof GoneException
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /**
   * Changes some columns of a row that is still as it was read.
   *
   * @param etag of the row as it was read
   * @return the row with its new ETag; empty when it was changed since, or is gone: nothing was
   *     done
   * @see <a
   *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api">Conditional
   *     operations</a>
   */
  public Future<Optional<JsonObject>> update(
      String entitySet, String id, String etag, JsonObject changed, List<String> select) {
    Call call =
        new Call(
            HttpMethod.PATCH,
            apiPath + "/" + entitySet + "(" + id + ")?$select=" + String.join(",", select),
            Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "If-Match", etag,
                "Prefer", "return=representation"),
            changed.toBuffer());
    return pipeline
        .read(scope, call, Optional::of)
        .recover(
            failure ->
                failure instanceof GoneException
                        || (failure instanceof RefusedException refused
                            && DynamicsErrors.CHANGED_SINCE.contains(refused.code()))
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /**
   * For how many days the environment remembers deletions: a delta link older than that is not
   * accepted. Empty when the environment does not say.
   *
   * @see <a
   *     href="https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems">Change
   *     tracking</a>
   */
  public Future<OptionalInt> changeTrackingDays() {
    String column = "expirechangetrackingindays";
    return get(
        "/organizations?$select=" + column,
        Map.of(),
        body -> {
          Integer days = body.getJsonArray("value").getJsonObject(0).getInteger(column);
          return days == null ? OptionalInt.empty() : OptionalInt.of(days);
        });
  }

  /** Gives up the calls that wait; completes when those in flight have finished. */
  public Future<Void> close() {
    return scope.close();
  }

  private <T> Future<T> get(
      String path, Map<String, String> headers, Function<JsonObject, T> reader) {
    return pipeline.read(scope, Call.get(apiPath + path, headers), reader);
  }

  /**
   * Each lookup with the table that it points to, where it may point to several. Not on tracked
   * pages: there, annotations have kept the delta link away.
   */
  private static Map<String, String> pages(int pageSize) {
    return Map.of(
        "Prefer",
        "odata.maxpagesize="
            + pageSize
            + ",odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname\"");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Both on every page: that they need not be repeated is documented for delta links only. */
  private static Map<String, String> prefer(int pageSize) {
    return Map.of("Prefer", "odata.track-changes,odata.maxpagesize=" + pageSize);
  }
}
