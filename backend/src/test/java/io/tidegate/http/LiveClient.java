package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A websocket client that keeps what it received. */
final class LiveClient {
  private final WebSocketClient client;
  private final WebSocket socket;
  private final LinkedBlockingQueue<JsonObject> unread = new LinkedBlockingQueue<>();
  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();

  private LiveClient(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(
        text -> {
          JsonObject message = new JsonObject(text);
          received.add(message);
          unread.add(message);
        });
    socket.closeHandler(
        closed ->
            closeCodes.add(
                socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode().intValue()));
    socket.exceptionHandler(ignored -> {});
  }

  static LiveClient connect(TestServer server) {
    return TestServer.await(tryConnect(server, null));
  }

  static Future<LiveClient> tryConnect(TestServer server, String origin) {
    WebSocketClient client = server.vertx().createWebSocketClient();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(server.port())
            .setURI("/api/v1/live")
            .setAllowOriginHeader(origin != null);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    // The handlers must be there before the first message is.
    ClientWebSocket socket = client.webSocket();
    LiveClient live = new LiveClient(client, socket);
    return socket.connect(options).map(live);
  }

  /** The next message, in the order of arrival. */
  JsonObject next() throws InterruptedException {
    JsonObject message = unread.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("No message came. Received so far: " + received);
    }
    return message;
  }

  /** The next message of that type, passing over others. */
  JsonObject next(String type) throws InterruptedException {
    JsonObject message = next();
    while (!message.getString("type").equals(type)) {
      message = next();
    }
    return message;
  }

  List<JsonObject> received() {
    return received;
  }

  /** Sends, and does not mind when the server closes meanwhile. */
  void send(String text) {
    TestServer.await(socket.writeTextMessage(text).otherwiseEmpty());
  }

  void sendBinary(byte[] bytes) {
    TestServer.await(socket.writeBinaryMessage(Buffer.buffer(bytes)));
  }

  int closeCode() throws InterruptedException {
    Integer code = closeCodes.poll(10, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("The server did not close the connection.");
    }
    return code;
  }

  void close() {
    TestServer.await(client.close());
  }
}
