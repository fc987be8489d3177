package io.tidegate.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The metrics, as Prometheus scrapes them. Collected off the event loop. */
final class MetricsHandler implements Handler<RoutingContext> {
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final WorkflowMeters meters;

  MetricsHandler(Vertx vertx, PrometheusMeterRegistry registry, WorkflowMeters meters) {
    this.vertx = vertx;
    this.registry = registry;
    this.meters = meters;
  }

  @Override
  public void handle(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    String type =
        accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    vertx
        .executeBlocking(
            () -> {
              meters.refresh();
              return registry.scrape(type);
            },
            false)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(text))
        .onFailure(context::fail);
  }
}
