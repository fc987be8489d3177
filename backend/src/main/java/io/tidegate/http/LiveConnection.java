package io.tidegate.http;

import io.tidegate.workflow.Workflows;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the websocket.
 *
 * <p>Nothing is queued without bound: while the client does not take what was sent, only the newest
 * state of each workflow is kept, and when that has lasted too long the connection is closed.
 * Numbers are given when a message is sent, so what was left out leaves no gap.
 */
final class LiveConnection {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);

  /** The client does not keep up. */
  static final short TOO_SLOW = 4008;

  /** The client sent something else than the protocol has. */
  static final short NOT_UNDERSTOOD = 4400;

  private final Vertx vertx;
  private final Workflows workflows;
  private final HttpOptions.Live bounds;
  private final ServerWebSocket socket;
  private final Consumer<LiveConnection> onClosed;

  /** Encoded workflows that could not be sent yet, by id: the newest state of each. */
  private final Map<String, String> held = new LinkedHashMap<>();

  private boolean snapshotHeld;
  private long sequence;
  private long slowTimer = -1;
  private boolean closing;

  LiveConnection(
      Vertx vertx,
      Workflows workflows,
      HttpOptions.Live bounds,
      ServerWebSocket socket,
      Consumer<LiveConnection> onClosed) {
    this.vertx = vertx;
    this.workflows = workflows;
    this.bounds = bounds;
    this.socket = socket;
    this.onClosed = onClosed;
  }

  void open() {
    socket.setWriteQueueMaxSize(bounds.queueBytes());
    socket.exceptionHandler(cause -> LOG.debug("A websocket failed: {}", cause.toString()));
    socket.closeHandler(closed -> ended());
    socket.drainHandler(drained -> drained());
    socket.textMessageHandler(this::received);
    socket.binaryMessageHandler(
        message -> close(NOT_UNDERSTOOD, "Binary messages are not understood."));
    snapshot();
  }

  /** Sends a workflow's new state, or keeps it until the client takes it. */
  void change(String id, String workflow) {
    if (isClosed()) {
      return;
    }
    if (isBehind()) {
      held.remove(id);
      held.put(id, workflow);
    } else {
      sendChange(workflow);
    }
  }

  void beat() {
    if (!isClosed() && !isBehind()) {
      send("{\"type\":\"heartbeat\",\"sequence\":" + sequence + "}");
    }
  }

  private void snapshot() {
    if (isBehind()) {
      snapshotHeld = true;
      return;
    }
    held.clear();
    send(
        new JsonObject()
            .put("type", "snapshot")
            .put("sequence", sequence)
            .put("workflows", WorkflowHandlers.toJson(workflows))
            .encode());
  }

  private void sendChange(String workflow) {
    sequence++;
    send("{\"type\":\"change\",\"sequence\":" + sequence + ",\"workflow\":" + workflow + "}");
  }

  private void send(String message) {
    socket
        .writeTextMessage(message)
        .onFailure(cause -> LOG.debug("A websocket took no message: {}", cause.toString()));
    if (socket.writeQueueFull() && slowTimer == -1) {
      slowTimer =
          vertx.setTimer(
              bounds.slowConsumerGrace().toMillis(),
              timer -> close(TOO_SLOW, "The client does not take what is sent."));
    }
  }

  /** Whether either side has closed; a closed socket throws at every question. */
  private boolean isClosed() {
    return closing || socket.isClosed();
  }

  private boolean isBehind() {
    return socket.writeQueueFull();
  }

  /** The client has caught up: what was held back goes out, as far as it fits. */
  private void drained() {
    cancelSlowTimer();
    if (isClosed()) {
      return;
    }
    if (snapshotHeld) {
      snapshotHeld = false;
      snapshot();
    }
    Iterator<String> newest = held.values().iterator();
    while (newest.hasNext() && !isClosed() && !isBehind()) {
      String workflow = newest.next();
      newest.remove();
      sendChange(workflow);
    }
  }

  private void received(String message) {
    if (isClosed()) {
      return;
    }
    if (isSnapshotRequest(message)) {
      snapshot();
    } else {
      close(NOT_UNDERSTOOD, "The only message a client may send is {\"type\":\"snapshot\"}.");
    }
  }

  private static boolean isSnapshotRequest(String message) {
    try {
      JsonObject json = new JsonObject(message);
      return json.size() == 1 && "snapshot".equals(json.getValue("type"));
    } catch (DecodeException e) {
      return false;
    }
  }

  /**
   * Closes. A client that does not even read the close frame is cut off by the server's idle
   * time-out: Vert.x itself closes only after everything written was sent.
   */
  void close(short code, String reason) {
    if (closing) {
      return;
    }
    closing = true;
    held.clear();
    cancelSlowTimer();
    socket
        .close(code, reason)
        .onFailure(cause -> LOG.debug("A websocket was not closed: {}", cause.toString()));
  }

  private void ended() {
    closing = true;
    held.clear();
    cancelSlowTimer();
    onClosed.accept(this);
  }

  private void cancelSlowTimer() {
    if (slowTimer != -1) {
      vertx.cancelTimer(slowTimer);
      slowTimer = -1;
    }
  }
}
