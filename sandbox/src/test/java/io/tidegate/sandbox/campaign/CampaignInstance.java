package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.ims.ImsApi;
import io.tidegate.sandbox.ims.ImsTokens;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Exchange;
import io.tidegate.sandbox.journal.Journal;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A Campaign instance with its IMS behind a real socket, at a time of its own. */
final class CampaignInstance implements AutoCloseable {
  static final String PROFILES = "/campaign/contoso/profileAndServicesExt/profile";
  static final String BUILT_IN = "/campaign/contoso/profileAndServices/profile";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
  private final InstantSource clock = now::get;
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final ImsTokens tokens = new ImsTokens(clock);
  private final DeliveryLogs logs = new DeliveryLogs(clock);
  private final CampaignApi api = new CampaignApi(tokens, "contoso", logs, clock);
  private final Counters counters = new Counters();
  private final HttpServer server;
  private String token;

  CampaignInstance() {
    Journal journal = new Journal();
    Router router = Router.router(vertx);
    for (Api each : List.of(Api.CAMPAIGN, Api.IMS)) {
      router
          .route("/" + each.label() + "/*")
          .handler(
              context -> {
                Exchange.open(counters, journal, each, context);
                context.next();
              });
    }
    router.route("/campaign/*").handler(api);
    router
        .route("/ims/*")
        .handler(
            new ImsApi(
                new ImsApi.Client(
                    "campaign-client",
                    "campaign-secret",
                    List.of("openid", "AdobeID", "campaign_sdk")),
                tokens));
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    signIn("openid,AdobeID,campaign_sdk");
  }

  CampaignApi api() {
    return api;
  }

  long counted(Counter counter) {
    return counters.get(Api.CAMPAIGN, counter);
  }

  void later(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  void signIn(String scope) {
    token =
        token("campaign-client", "campaign-secret", scope)
            .bodyAsJsonObject()
            .getString("access_token");
  }

  HttpResponse<Buffer> token(String clientId, String secret, String scope) {
    return client
        .post(server.actualPort(), "127.0.0.1", "/ims/token/v3")
        .sendForm(
            MultiMap.caseInsensitiveMultiMap()
                .set("grant_type", "client_credentials")
                .set("client_id", clientId)
                .set("client_secret", secret)
                .set("scope", scope))
        .await();
  }

  /** A request with token and API key, to a path or to an absolute URL that Campaign gave. */
  HttpRequest<Buffer> request(HttpMethod method, String pathOrUrl) {
    String url = pathOrUrl.startsWith("/") ? url(pathOrUrl) : pathOrUrl;
    return client
        .requestAbs(method, url)
        .putHeader("Authorization", "Bearer " + token)
        .putHeader("X-Api-Key", "campaign-client");
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  HttpResponse<Buffer> get(String pathOrUrl) {
    return request(HttpMethod.GET, pathOrUrl).send().await();
  }

  HttpResponse<Buffer> post(JsonObject body) {
    return request(HttpMethod.POST, PROFILES).sendJsonObject(body).await();
  }

  HttpResponse<Buffer> patch(String pathOrUrl, JsonObject body) {
    return request(HttpMethod.PATCH, pathOrUrl).sendJsonObject(body).await();
  }

  HttpResponse<Buffer> delete(String pathOrUrl) {
    return request(HttpMethod.DELETE, pathOrUrl).send().await();
  }

  JsonObject create(JsonObject body) {
    HttpResponse<Buffer> response = post(body);
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.bodyAsString());
    }
    return response.bodyAsJsonObject();
  }

  void createNumbered(int count) {
    for (int i = 0; i < count; i++) {
      create(new JsonObject().put("externalId", "id-" + i));
    }
  }

  /** The content of a page. */
  static List<JsonObject> content(HttpResponse<Buffer> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.bodyAsString());
    }
    JsonArray content = response.bodyAsJsonObject().getJsonArray("content");
    List<JsonObject> profiles = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      profiles.add(content.getJsonObject(i));
    }
    return profiles;
  }

  static List<String> values(HttpResponse<Buffer> response, String field) {
    return content(response).stream().map(profile -> profile.getString(field)).toList();
  }

  /** Where the next page is, or null on the last. */
  static String next(HttpResponse<Buffer> response) {
    JsonObject next = response.bodyAsJsonObject().getJsonObject("next");
    return next == null ? null : next.getString("href");
  }

  /** One field of all profiles, page by page. */
  List<String> walk(String pathOrUrl, String field) {
    List<String> all = new ArrayList<>();
    for (String at = pathOrUrl; at != null; ) {
      HttpResponse<Buffer> page = get(at);
      all.addAll(values(page, field));
      at = next(page);
    }
    return all;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
