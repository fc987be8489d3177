package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.ims.ImsTokens;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in of Adobe Campaign Standard's REST API, for profiles, custom resources and, to be read
 * only, the logs of deliveries: {@code /campaign/{org}/profileAndServices} and {@code …Ext}. No
 * upsert, no batch, no ETag and no unique key, just as the vendor has none: the same POST twice
 * makes two records.
 */
public final class CampaignApi implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignApi.class);

  /** What is answered to a request. */
  record Answer(int status, Buffer body) {}

  private final Resources resources;
  private final SchemaChanges schema;
  private final Profiles profiles;
  private final Gateway gateway;
  private final List<LogResource<?>> logs;

  public CampaignApi(
      ImsTokens tokens, String organisation, DeliveryLogs deliveryLogs, InstantSource clock) {
    logs = LogResource.of(deliveryLogs);
    resources = new Resources(clock);
    schema = new SchemaChanges(resources);
    profiles = new Profiles(resources);
    gateway = new Gateway(tokens, organisation, clock);
  }

  /** What an administrator can change of the resources. */
  public SchemaChanges schema() {
    return schema;
  }

  /** What can be done to the profiles without the API. */
  public Profiles profiles() {
    return profiles;
  }

  public Gateway gateway() {
    return gateway;
  }

  /**
   * Has the journal show what is in a field of each record of a resource that is written.
   *
   * @throws IllegalArgumentException when there is no such resource or field
   */
  public void mark(String resource, String field) {
    resources.locked(
        () -> {
          if (resources.find(resource).flatMap(store -> store.schema().field(field)).isEmpty()) {
            throw new IllegalArgumentException("There is no " + field + " of " + resource);
          }
          resources.mark(resource, field);
        });
  }

  /** An instance like new: no records, the standard schema, other keys. */
  public void reset() {
    resources.reset();
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Address> address = Address.of(request);
    if (gateway.refuses(request, address)) {
      return;
    }
    boolean body =
        request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PATCH);
    if (body) {
      request
          .body()
          .onSuccess(bytes -> serve(context, address.get(), bytes))
          .onFailure(context::fail);
    } else {
      serve(context, address.get(), Buffer.buffer());
    }
  }

  private void serve(RoutingContext context, Address address, Buffer body) {
    try {
      answer(context, resources.locked(() -> route(context, address, body)));
    } catch (CampaignException refused) {
      text(context, refused.status(), refused.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} failed", context.request().method(), e);
      text(context, 500, CampaignException.FIRST_LINE);
    }
  }

  private Answer route(RoutingContext context, Address address, Buffer body) {
    Exchange exchange = Exchange.of(context);
    HttpMethod method = context.request().method();
    String first = address.segments().isEmpty() ? "" : address.segments().get(0);
    Optional<ResourceStore> store = store(address, first);
    if (store.isPresent()) {
      exchange.resource(first);
      return new RecordResource(resources, store.get(), address, exchange)
          .serve(method, context.request().params(), () -> parse(body));
    }
    Optional<LogResource<?>> log = log(address, first);
    if (log.isPresent()) {
      exchange.resource(first);
      return log.get()
          .serve(method, context.request().params(), address, resources.keys(), exchange);
    }
    if (!method.equals(HttpMethod.GET)) {
      throw CampaignException.methodNotAllowed(method.name());
    }
    if (first.isEmpty()) {
      return new Answer(200, list(address).toBuffer());
    }
    if (first.equals("resourceType") && address.segments().size() > 1) {
      return metadata(address);
    }
    throw CampaignException.noEndpoint(
        address.service() + "/" + String.join("/", address.segments()));
  }

  private Answer metadata(Address address) {
    String name = address.segments().get(1);
    boolean filters = address.segments().size() == 3 && address.segments().get(2).equals("filters");
    OpaqueKeys keys = resources.keys();
    String resource =
        keys.open(name)
            .filter(key -> key.startsWith("type "))
            .map(key -> key.substring("type ".length()))
            .orElse(name);
    Optional<ResourceStore> store = store(address, resource);
    Optional<LogResource<?>> log = log(address, resource);
    boolean known = store.isPresent() || log.isPresent();
    if (!known || (address.segments().size() > 2 && !filters)) {
      throw CampaignException.noEndpoint(
          address.service() + "/" + String.join("/", address.segments()));
    }
    JsonObject document;
    if (filters) {
      List<NamedFilter> all =
          store
              .map(found -> new Filters(found, address.extended()).all())
              .orElseGet(() -> List.of(NamedFilter.byLastModified()));
      document = Metadata.filters(resource, all, address, keys);
    } else {
      document =
          store
              .map(found -> Metadata.resource(found.schema(), address, keys))
              .orElseGet(() -> Metadata.log(log.get(), address, Metadata.typeKey(resource, keys)));
    }
    return new Answer(200, document.toBuffer());
  }

  /** All resources; the extended API alone has those of the customer, and the logs. */
  private JsonObject list(Address address) {
    JsonObject all = new JsonObject();
    for (ResourceStore store : resources.stores()) {
      Schema.Header header = store.schema().header();
      if (store(address, header.name()).isPresent()) {
        all.put(header.name(), Metadata.listed(address, header.name(), header.help()));
      }
    }
    for (LogResource<?> log : logs) {
      if (address.extended()) {
        all.put(log.name(), Metadata.listed(address, log.name(), log.name()));
      }
    }
    return all;
  }

  private Optional<ResourceStore> store(Address address, String name) {
    return resources
        .find(name)
        .filter(store -> address.extended() || !store.schema().header().custom());
  }

  private Optional<LogResource<?>> log(Address address, String name) {
    return logs.stream().filter(log -> address.extended() && log.name().equals(name)).findFirst();
  }

  private static JsonObject parse(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      throw CampaignException.badBody();
    }
  }

  private static void answer(RoutingContext context, Answer answer) {
    context
        .response()
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8")
        .end(answer.body());
  }

  private static void text(RoutingContext context, int status, String text) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
        .end(text);
  }
}
