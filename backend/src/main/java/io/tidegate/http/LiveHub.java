package io.tidegate.http;

import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The websocket {@code /api/v1/live}: takes connections, and hands each change of a workflow to all
 * of them. Lives on the event loop of its verticle, so it needs no lock.
 */
final class LiveHub {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final short GOING_AWAY = 1001;

  private final Vertx vertx;
  private final Workflows workflows;
  private final HttpOptions.Live bounds;
  private final Set<LiveConnection> connections = new LinkedHashSet<>();
  private MessageConsumer<JsonObject> changes;
  private long heartbeatTimer;
  private int handshakes;
  private boolean closed;

  LiveHub(Vertx vertx, Workflows workflows, HttpOptions.Live bounds) {
    this.vertx = vertx;
    this.workflows = workflows;
    this.bounds = bounds;
  }

  Future<Void> start() {
    changes = vertx.eventBus().consumer(Workflows.CHANGED, message -> publish(message.body()));
    heartbeatTimer =
        vertx.setPeriodic(
            bounds.heartbeat().toMillis(), timer -> connections.forEach(LiveConnection::beat));
    return changes.completion();
  }

  /** Encodes the workflow once for all connections. */
  private void publish(JsonObject workflow) {
    if (connections.isEmpty()) {
      return;
    }
    String id = workflow.getString("id");
    String encoded = workflow.encode();
    connections.forEach(connection -> connection.change(id, encoded));
  }

  int connectionCount() {
    return connections.size() + handshakes;
  }

  /** Takes a websocket, or says why not. */
  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      request.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      Problem.of(ProblemType.UPGRADE_REQUIRED, "It answers no plain request.").send(request);
      return;
    }
    if (closed || connectionCount() >= bounds.maxConnections()) {
      Problem.of(
              ProblemType.TOO_MANY_CONNECTIONS,
              connectionCount() + " websockets are open, which is as many as this service allows.")
          .send(request);
      return;
    }
    handshakes++;
    request
        .toWebSocket()
        .onComplete(done -> handshakes--)
        .onSuccess(
            socket -> {
              LiveConnection connection =
                  new LiveConnection(vertx, workflows, bounds, socket, connections::remove);
              connections.add(connection);
              connection.open();
            })
        .onFailure(cause -> LOG.debug("A websocket was not opened: {}", cause.toString()));
  }

  /** Tells every client that the service goes away. */
  Future<Void> close() {
    closed = true;
    vertx.cancelTimer(heartbeatTimer);
    List.copyOf(connections)
        .forEach(connection -> connection.close(GOING_AWAY, "The service is shutting down."));
    return changes == null ? Future.succeededFuture() : changes.unregister();
  }
}
