package io.tidegate.campaign;

import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Scope;
import io.tidegate.connector.Vendor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What Tidegate asks of Adobe Campaign's REST API. Records are addressed by the {@code href} that
 * Campaign gave, followed as it is; the {@code PKey} in it means nothing to us. Every method fails
 * with a {@link ConnectorException}.
 */
public final class CampaignClient {

  /** The built-in fields and those the customer added. */
  private static final String SERVICES = "/profileAndServicesExt/";

  /** Without it, Campaign gives no next page for tables beyond 100,000 rows. */
  private static final String FORCE_PAGES = "_forcePagination=true";

  private final Pipeline pipeline;
  private final String basePath;
  private final Scope scope;

  CampaignClient(Pipeline pipeline, String basePath, Scope scope) {
    this.pipeline = pipeline;
    this.basePath = basePath;
    this.scope = scope;
  }

  /** The resources that records can be written to. One request. */
  public Future<List<ResourceType.Listed>> resources() {
    return read(get(basePath + SERVICES), ResourceMetadata::resources)
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.CAMPAIGN.unusable(
                        "Campaign does not list its resources: " + words,
                        "Check " + Vendor.CAMPAIGN.setting("URL") + ".")));
  }

  /** The fields and filters of a resource, {@code profile} or a custom one. Two requests. */
  public Future<ResourceType> resourceType(String resource) {
    return read(
            get(basePath + SERVICES + "resourceType/" + encode(resource)),
            body -> ResourceMetadata.resource(resource, body))
        .compose(this::withFilters)
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.CAMPAIGN.missing(
                        "Campaign has no resource " + resource + ": " + words,
                        "Check the resource's name in the mapping, and "
                            + Vendor.CAMPAIGN.setting("URL")
                            + ".")));
  }

  /**
   * The records with a key; none if there is none.
   *
   * @param filter the published filter that finds them
   * @param parameter the filter's parameter, as published: {@code externalId_parameter}
   * @param keyField the field that holds the key
   */
  public Future<List<JsonObject>> find(
      String resource, String filter, String parameter, String keyField, String key) {
    return filtered(resource, filter, parameter, key, "")
        .map(ResourcePage::content)
        .map(
            found -> {
              // Campaign ignores a parameter it does not know and lists the first of all records.
              if (found.stream()
                  .anyMatch(record -> !key.equals(Objects.toString(record.getValue(keyField))))) {
                throw Vendor.CAMPAIGN.unusable(
                    "The Campaign filter %s answers with records of other keys.".formatted(filter),
                    ("Publish it as: %s equals the parameter, and set"
                            + " TIDEGATE_INGRESS_LOOKUP_PARAMETER to the parameter's name.")
                        .formatted(keyField));
              }
              return found;
            });
  }

  /** The record at an address; fails with {@link GoneException} when there is none. */
  public Future<JsonObject> record(String href) {
    return target(href).compose(target -> read(get(target), Function.identity()));
  }

  /**
   * A page of all records.
   *
   * @param next from the page before; empty for the first
   * @param lineCount records per page, for the first page; the next ones follow it
   */
  public Future<ResourcePage> page(String resource, Optional<String> next, int lineCount) {
    String first = basePath + SERVICES + resource + "?_lineCount=" + lineCount + "&" + FORCE_PAGES;
    return next.map(this::target)
        .orElseGet(() -> Future.succeededFuture(first))
        .compose(target -> read(get(target), body -> CampaignAnswers.page(body, target)))
        .recover(
            Pipeline.whenRefused(
                words ->
                    next.isPresent()
                        ? new DeltaExpiredException(
                            Vendor.CAMPAIGN.system(),
                            "Campaign does not accept the link any more: " + words)
                        : Vendor.CAMPAIGN.unusable(
                            "Campaign does not let " + resource + " be read: " + words,
                            "Check the resource's name in the mapping.")));
  }

  /** How many records there are. Two requests, for Campaign says where it counts. */
  public Future<OptionalLong> count(String resource) {
    return read(
            get(basePath + SERVICES + resource + "?_lineCount=1&" + FORCE_PAGES),
            body -> CampaignAnswers.href(body.getValue("count")))
        .compose(
            where ->
                where.isEmpty()
                    ? Future.succeededFuture(OptionalLong.empty())
                    : target(where.get())
                        .compose(
                            target ->
                                read(get(target), body -> OptionalLong.of(body.getLong("count")))))
        .recover(
            failure ->
                failure instanceof RefusedException || failure instanceof GoneException
                    ? Future.succeededFuture(OptionalLong.empty())
                    : Future.failedFuture(failure));
  }

  /**
   * The first page of what a published filter finds; the next ones by {@link #page}.
   *
   * @param parameter the name of the filter's parameter, as published
   */
  public Future<ResourcePage> firstPage(
      String resource, String filter, String parameter, String value, int lineCount) {
    return filtered(resource, filter, parameter, value, "&_lineCount=" + lineCount);
  }

  private Future<ResourcePage> filtered(
      String resource, String filter, String parameter, String value, String paging) {
    String query = parameter + "=" + encode(value) + paging + "&" + FORCE_PAGES;
    String target = basePath + SERVICES + resource + "/" + filter + "?" + query;
    return read(get(target), body -> CampaignAnswers.page(body, target))
        .recover(
            Pipeline.whenRefused(
                words ->
                    Vendor.CAMPAIGN.unusable(
                        "Campaign cannot look up " + resource + " by " + filter + ": " + words,
                        "Publish the filter " + filter + " for " + resource + " in Campaign.")));
  }

  /**
   * Creates a record. Campaign has no upsert and no idempotency key: where {@link
   * RetriableException#ambiguous} says so, look the record up before creating it again.
   *
   * @return the record, with its {@code PKey} and {@code href}
   */
  public Future<JsonObject> create(String resource, JsonObject body) {
    return read(
        write(HttpMethod.POST, basePath + SERVICES + resource, body), CampaignAnswers::created);
  }

  /**
   * Changes some fields of a record.
   *
   * @param changed these fields only
   */
  public Future<Void> update(String href, JsonObject changed) {
    return target(href)
        .compose(target -> pipeline.call(scope, write(HttpMethod.PATCH, target, changed)))
        .mapEmpty();
  }

  public Future<Void> delete(String href) {
    return target(href)
        .compose(
            target -> pipeline.call(scope, new Call(HttpMethod.DELETE, target, Map.of(), null)))
        .mapEmpty();
  }

  /** Gives up the calls that wait; completes when those in flight have finished. */
  public Future<Void> close() {
    return scope.close();
  }

  private Future<ResourceType> withFilters(ResourceMetadata.Described described) {
    return described
        .filters()
        .map(
            href ->
                target(href)
                    .compose(target -> read(get(target), ResourceMetadata::filters))
                    .map(described::with))
        .orElseGet(() -> Future.succeededFuture(described.with(Map.of())));
  }

  private Future<String> target(String href) {
    return Future.succeededFuture(href).map(pipeline::target);
  }

  private <T> Future<T> read(Call call, Function<JsonObject, T> reader) {
    return pipeline.read(scope, call, reader);
  }

  private static Call get(String target) {
    return Call.get(target, Map.of());
  }

  private static Call write(HttpMethod method, String target, JsonObject body) {
    return new Call(
        method, target, Map.of("Content-Type", "application/json;charset=utf-8"), body.toBuffer());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
