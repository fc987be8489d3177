package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Exchange;
import io.tidegate.sandbox.journal.Journal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Dynamics organisation and its Entra tenant behind a real socket, and a plain HTTP client that
 * has signed in to it.
 */
public final class Organization implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final MovingClock clock = new MovingClock();
  private final AccessTokens tokens = new AccessTokens(clock);
  private final DynamicsStore store = new DynamicsStore(clock);
  private final ServiceProtection protection = new ServiceProtection(clock);
  private final Counters counters = new Counters();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private String token;

  public Organization() {
    EntraApi entra = new EntraApi(vertx, EntraOptions.standard(), tokens, clock);
    DynamicsApi dynamics = new DynamicsApi(vertx, store, protection, tokens);
    Journal journal = new Journal();
    Router router = Router.router(vertx);
    for (Api api : List.of(Api.DYNAMICS, Api.ENTRA)) {
      router
          .route("/" + api.label() + "/*")
          .handler(
              ctx -> {
                Exchange.open(counters, journal, api, ctx);
                ctx.next();
              });
    }
    router.route("/entra/*").subRouter(entra.router());
    router.route("/dynamics/*").subRouter(dynamics.router());
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(32_768))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await();
    signIn();
  }

  void signIn() {
    token = tokens.issue("dynamics-client", Duration.ofHours(12));
  }

  void useToken(String other) {
    token = other;
  }

  public DynamicsStore store() {
    return store;
  }

  ServiceProtection protection() {
    return protection;
  }

  public MovingClock clock() {
    return clock;
  }

  public AccessTokens tokens() {
    return tokens;
  }

  long counted(Counter counter) {
    return counters.get(Api.DYNAMICS, counter);
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  String root() {
    return url() + "/dynamics/api/data/v9.2/";
  }

  /** A contact with some attributes, written without the API. */
  UUID contact(Map<String, ?> attributes) {
    UUID id = UUID.randomUUID();
    store.upsert("contact", id, attributes);
    return id;
  }

  Answer get(String url, String... headers) {
    return send("GET", url, null, headers);
  }

  Answer post(String url, String body, String... headers) {
    return send("POST", url, body, headers);
  }

  Answer patch(String url, String body, String... headers) {
    return send("PATCH", url, body, headers);
  }

  Answer put(String url, String body, String... headers) {
    return send("PUT", url, body, headers);
  }

  Answer delete(String url, String... headers) {
    return send("DELETE", url, null, headers);
  }

  /** A query option, encoded. */
  static String option(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Answer send(String method, String url, String body, String... headers) {
    HttpRequest.Builder request =
        request(url.startsWith("http") ? url : root() + url)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("OData-Version", "4.0");
    boolean typed = false;
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
      typed |= headers[i].equals("Content-Type");
    }
    if (body != null && !typed) {
      request.header("Content-Type", "application/json; charset=utf-8");
    }
    return send(request);
  }

  public static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
