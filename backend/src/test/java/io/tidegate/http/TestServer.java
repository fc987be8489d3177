package io.tidegate.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.configuration.Configurations;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The real server over fakes of what it shows and steers, on a real socket, with a client. */
public final class TestServer implements AutoCloseable {
  private final Vertx vertx;
  private final FakeWorkflows workflows;
  private final FakePeople people = new FakePeople();
  private final FakeDeadLetters deadLetters = new FakeDeadLetters();
  private final FakeReconciliations reconciliations = new FakeReconciliations();
  private final FakeConfigurations configurations = new FakeConfigurations();
  private final FakeSystems systems = new FakeSystems();
  private final Subjects subjects;
  private final HttpServerVerticle verticle;
  private final WebClient client;
  private final String deployment;
  private final AtomicReference<Throwable> databaseFailure = new AtomicReference<>();

  private TestServer(HttpOptions options, Configurations documents) {
    vertx = Vertx.vertx();
    workflows = new FakeWorkflows(vertx);
    subjects =
        new Subjects(
            workflows,
            deadLetters,
            reconciliations,
            people,
            people,
            people,
            new Subjects.Configuration(
                documents == null ? configurations : documents,
                configurations,
                systems,
                systems,
                systems,
                systems,
                deadLetters));
    verticle =
        new HttpServerVerticle(
            options,
            subjects,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Map.of("database", this::database));
    deployment = await(vertx.deployVerticle(verticle));
    client =
        WebClient.create(
            vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port()));
  }

  public static HttpOptions defaults() {
    return HttpOptions.local(0).withWebroot("test-webroot");
  }

  public static TestServer start() {
    return start(defaults());
  }

  public static TestServer start(HttpOptions options) {
    return new TestServer(options, null);
  }

  /** With other documents than {@link FakeConfigurations}. */
  static TestServer start(Configurations documents) {
    return new TestServer(defaults(), documents);
  }

  private Future<Void> database() {
    Throwable failure = databaseFailure.get();
    return failure == null ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  public Vertx vertx() {
    return vertx;
  }

  public FakeWorkflows workflows() {
    return workflows;
  }

  public FakeDeadLetters deadLetters() {
    return deadLetters;
  }

  public FakeReconciliations reconciliations() {
    return reconciliations;
  }

  public FakePeople people() {
    return people;
  }

  Subjects subjects() {
    return subjects;
  }

  public FakeConfigurations configurations() {
    return configurations;
  }

  public FakeSystems systems() {
    return systems;
  }

  public int port() {
    return verticle.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Stops the server, and leaves its clients be. */
  void undeploy() {
    await(vertx.undeploy(deployment));
  }

  void failDatabase(Throwable cause) {
    databaseFailure.set(cause);
  }

  HttpResponse<Buffer> get(String path) {
    return send(HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap(), null);
  }

  HttpResponse<Buffer> get(String path, String header, String value) {
    return send(HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap().add(header, value), null);
  }

  HttpResponse<Buffer> post(String path) {
    return send(HttpMethod.POST, path, MultiMap.caseInsensitiveMultiMap(), null);
  }

  HttpResponse<Buffer> post(String path, String header, String value) {
    return send(HttpMethod.POST, path, MultiMap.caseInsensitiveMultiMap().add(header, value), null);
  }

  HttpResponse<Buffer> post(String path, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
    return send(HttpMethod.POST, path, headers, body.toBuffer());
  }

  /** Sends a body with a media type, and headers as pairs of name and value. */
  HttpResponse<Buffer> send(
      HttpMethod method, String path, String type, String body, String... more) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
    for (int i = 0; i < more.length; i += 2) {
      headers.add(more[i], more[i + 1]);
    }
    return send(method, path, headers, Buffer.buffer(body));
  }

  HttpResponse<Buffer> send(HttpMethod method, String path, MultiMap headers, Buffer body) {
    HttpRequest<Buffer> request = client.request(method, path).putHeaders(headers);
    return await(body == null ? request.send() : request.sendBuffer(body));
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close());
  }
}
