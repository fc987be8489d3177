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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in of Adobe Campaign Standard's REST API, for the profile resource and, to be read only,
 * the logs of deliveries: {@code /campaign/{org}/profileAndServices} and {@code …Ext}. No upsert,
 * no batch, no ETag and no unique key, just as the vendor has none: the same POST twice makes two
 * profiles.
 */
public final class CampaignApi implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignApi.class);

  /** What is answered to a request. */
  record Answer(int status, Buffer body) {}

  private final ProfileStore store;
  private final Profiles profiles;
  private final Gateway gateway;
  private final List<LogResource<?>> logs;
  private OpaqueKeys keys = new OpaqueKeys();

  public CampaignApi(
      ImsTokens tokens, String organisation, DeliveryLogs deliveryLogs, InstantSource clock) {
    logs = LogResource.of(deliveryLogs);
    store = new ProfileStore(clock);
    profiles = new Profiles(store);
    gateway = new Gateway(tokens, organisation, clock);
  }

  public ProfileStore store() {
    return store;
  }

  /** What can be done to the profiles without the API. */
  public Profiles profiles() {
    return profiles;
  }

  public Gateway gateway() {
    return gateway;
  }

  /** Adds a custom field, to be seen in the extended API. */
  public void addField(String name, String type, int maxLength) {
    FieldType known =
        FieldType.of(type)
            .filter(given -> given != FieldType.ENUMERATION)
            .orElseThrow(() -> new IllegalArgumentException("There is no field type " + type));
    store.addField(
        new Field(
            "",
            name,
            name,
            known,
            known == FieldType.STRING ? maxLength : 0,
            DataPolicy.NONE,
            List.of(),
            false,
            true,
            -1));
  }

  /** An instance like new: no profiles, the standard schema, other keys. */
  public void reset() {
    store.reset();
    keys = new OpaqueKeys();
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
      answer(context, store.locked(() -> route(context, address, body)));
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
    if (first.equals("profile")) {
      return new ProfileResource(store, keys, address, exchange)
          .serve(method, context.request().params(), () -> parse(body));
    }
    Optional<LogResource<?>> log = log(address, first);
    if (log.isPresent()) {
      return log.get().serve(method, context.request().params(), address, keys, exchange);
    }
    if (!method.equals(HttpMethod.GET)) {
      throw CampaignException.methodNotAllowed(method.name());
    }
    if (first.isEmpty()) {
      return new Answer(200, Metadata.resources(address, resources(address)).toBuffer());
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
    String resource =
        keys.open(name)
            .filter(key -> key.startsWith("type "))
            .map(key -> key.substring("type ".length()))
            .orElse(name);
    boolean known = resources(address).contains(resource);
    if (!known || (address.segments().size() > 2 && !filters)) {
      throw CampaignException.noEndpoint(
          address.service() + "/" + String.join("/", address.segments()));
    }
    Optional<LogResource<?>> log = log(address, resource);
    JsonObject document;
    if (filters) {
      List<String> names =
          log.isPresent()
              ? List.of(ProfileSchema.BY_LAST_MODIFIED)
              : new Filters(store, address.extended()).names();
      document = Metadata.filters(resource, names, address, keys);
    } else {
      String typeKey = keys.seal("type " + resource);
      document =
          log.isPresent()
              ? Metadata.log(log.get(), address, typeKey)
              : Metadata.profile(store.schema(), address, typeKey);
    }
    return new Answer(200, document.toBuffer());
  }

  /** The names of the resources; the extended API alone has the logs. */
  private List<String> resources(Address address) {
    List<String> names = new ArrayList<>(List.of("profile"));
    if (address.extended()) {
      logs.forEach(log -> names.add(log.name()));
    }
    return names;
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
