package io.tidegate.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The HTTP server: REST, websocket, page, health, metrics and reference on one port. One instance
 * serves all; its work is little.
 */
public final class HttpServerVerticle extends VerticleBase {
  /** How many heartbeats a connection may take nothing before it is cut off. */
  private static final int IDLE_HEARTBEATS = 3;

  private static final long SHUTDOWN_SECONDS = 3;

  private final HttpOptions options;
  private final Subjects subjects;
  private final PrometheusMeterRegistry registry;
  private final Map<String, Supplier<? extends Future<?>>> readinessChecks;

  private LiveHub live;
  private HttpServer server;

  /**
   * A server that is not listening yet; deploy it.
   *
   * @param options how to listen
   * @param subjects what is shown and steered
   * @param registry what {@code /metrics} shows; the workflows' meters are added to it
   * @param readinessChecks by name; each fails where what it checks does not answer
   */
  public HttpServerVerticle(
      HttpOptions options,
      Subjects subjects,
      PrometheusMeterRegistry registry,
      Map<String, Supplier<? extends Future<?>>> readinessChecks) {
    this.options = options;
    this.subjects = subjects;
    this.registry = registry;
    this.readinessChecks = Map.copyOf(readinessChecks);
  }

  @Override
  public Future<?> start() {
    live = new LiveHub(vertx, subjects.workflows(), options.live());
    return live.start()
        .compose(started -> ApiDescription.load(vertx))
        .compose(
            description ->
                vertx
                    .createHttpServer(serverOptions())
                    .requestHandler(router(description))
                    .invalidRequestHandler(Problems::answerMalformed)
                    .listen(options.port(), options.host()))
        .onSuccess(listening -> server = listening);
  }

  @Override
  public Future<?> stop() {
    return live.close()
        .compose(
            closed ->
                server == null
                    ? Future.succeededFuture()
                    : server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS))
        .timeout(SHUTDOWN_SECONDS + 2, TimeUnit.SECONDS)
        .otherwiseEmpty();
  }

  /** The port that is listened on, once deployed. */
  public int actualPort() {
    return server.actualPort();
  }

  private HttpServerOptions serverOptions() {
    int idleMillis = (int) options.live().heartbeat().toMillis() * IDLE_HEARTBEATS;
    return new HttpServerOptions()
        .setCompressionSupported(true)
        .setCompressionContentSizeThreshold(1024)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(idleMillis)
        .setWriteIdleTimeout(idleMillis)
        .setMaxWebSocketFrameSize(4096)
        .setMaxWebSocketMessageSize(4096)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(2);
  }

  private Router router(ApiDescription description) {
    Router router = Router.router(vertx);
    router.route().handler(new RequestGuard(new TrustedHosts(options)));
    router.route("/api/*").handler(context -> requireType(context, description));
    // Not for the websocket: Java's client announces a body of no bytes with its handshake.
    Stream.concat(HttpOptions.BODIES.stream(), HttpOptions.DOCUMENTS.stream())
        .forEach(
            path ->
                router
                    .route(path + "*")
                    .handler(
                        BodyHandler.create(false).setBodyLimit(HttpOptions.maxBodyBytes(path))));
    router.route("/*").subRouter(api(description));
    router.route("/*").subRouter(ReferencePages.router(vertx));
    router.route("/*").subRouter(SinglePageApp.router(vertx, options.webroot()));
    router.route().handler(context -> answerUnrouted(context, description));
    router.route().failureHandler(Problems::answer);
    router.errorHandler(400, Problems::answerUnroutable);
    return router;
  }

  private Router api(ApiDescription description) {
    HealthHandlers health = new HealthHandlers(vertx, readinessChecks);
    Map<String, Handler<RoutingContext>> plain =
        Map.of(
            "live",
            live::handle,
            "getOpenApi",
            description.openApi(),
            "getAsyncApi",
            description.asyncApi(),
            "getLiveness",
            health::live,
            "getReadiness",
            health::ready,
            "getMetrics",
            new MetricsHandler(
                vertx, registry, new WorkflowMeters(subjects.workflows(), registry)));

    RouterBuilder builder =
        RouterBuilder.create(vertx, description.contract(), RequestExtractor.withBodyHandler());
    new Operations(subjects)
        .all()
        .forEach((operation, handler) -> builder.getRoute(operation).addHandler(handler));
    plain.forEach(
        (operation, handler) ->
            builder.getRoute(operation).setDoValidation(false).addHandler(handler));
    Router router = builder.createRouter();
    router.getRoutes().forEach(HttpServerVerticle::answerHeadToo);
    return router;
  }

  /**
   * Only the described media type is read; the header is normalised for the validator, which
   * compares it literally.
   */
  private static void requireType(RoutingContext context, ApiDescription description) {
    HttpServerRequest request = context.request();
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    Optional<String> described =
        type == null
            ? Optional.empty()
            : description.bodyType(context.normalizedPath(), request.method());
    if (described.isEmpty()) {
      context.next();
      return;
    }
    if (described.get().equals(context.parsedHeaders().contentType().value())) {
      request.headers().set(HttpHeaders.CONTENT_TYPE, described.get());
      context.next();
      return;
    }
    Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is " + type + ".")
        .withRemedy("Send the header Content-Type: " + described.get() + ".")
        .send(request);
  }

  private static void answerHeadToo(Route route) {
    if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
      route.method(HttpMethod.HEAD);
    }
  }

  /** A method that the path does not have, or a path that does not exist. */
  private static void answerUnrouted(RoutingContext context, ApiDescription description) {
    List<String> methods = description.methods(context.normalizedPath());
    if (methods.isEmpty()) {
      Problems.notFound(context.request()).send(context.request());
      return;
    }
    context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).end();
      return;
    }
    Problem.of(
            ProblemType.METHOD_NOT_ALLOWED,
            context.request().method() + " is not allowed at " + context.normalizedPath() + ".")
        .send(context.request());
  }
}
