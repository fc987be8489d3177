package io.tidegate.store;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP relay in front of PostgreSQL that loses connections at the moments that hurt. It reads just
 * enough of the protocol (https://www.postgresql.org/docs/current/protocol-message-formats.html) to
 * find them.
 */
public final class FaultyLink {

  /** When the next connection is lost; it happens once. */
  public enum Loss {
    /** COMMIT never reaches the server. */
    BEFORE_COMMIT,
    /** COMMIT reaches the server, which may be busy with it when its answer is asked for. */
    DURING_COMMIT,
    /** COMMIT was answered, and the answer is lost. */
    AFTER_COMMIT,
    /** A statement was carried out, and its answer is lost. */
    AFTER_STATEMENT
  }

  private final Vertx vertx;
  private final DatabaseOptions target;
  private final NetServer server;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Loss> loss = new AtomicReference<>();
  private volatile boolean down;

  private FaultyLink(Vertx vertx, DatabaseOptions target) {
    this.vertx = vertx;
    this.target = target;
    server = vertx.createNetServer().connectHandler(this::accept);
  }

  public static FaultyLink start(Vertx vertx, DatabaseOptions target) {
    FaultyLink link = new FaultyLink(vertx, target);
    TestDatabase.await(link.server.listen(0, "127.0.0.1"));
    return link;
  }

  /** How to reach the database through this link. */
  public DatabaseOptions options(int poolSize) {
    URI uri = URI.create(target.uri());
    return new DatabaseOptions(
        "postgresql://127.0.0.1:" + server.actualPort() + uri.getPath(),
        target.user(),
        target.password(),
        poolSize);
  }

  /** Loses the next connection that reaches this moment. */
  public void lose(Loss moment) {
    loss.set(moment);
  }

  /** Whether the last loss asked for has not happened yet. */
  public boolean isLossPending() {
    return loss.get() != null;
  }

  /** Loses every connection and takes no new one. */
  public void down() {
    down = true;
    sockets.forEach(NetSocket::close);
  }

  /** Goes silent, as a machine does that lost its power: sockets stay open, nothing comes. */
  public void freeze() {
    sockets.forEach(NetSocket::pause);
  }

  public boolean isDown() {
    return down;
  }

  public void up() {
    down = false;
  }

  private void accept(NetSocket client) {
    if (down) {
      client.close();
      return;
    }
    client.pause();
    URI uri = URI.create(target.uri());
    vertx
        .createNetClient()
        .connect(uri.getPort(), uri.getHost())
        .onFailure(ignored -> client.close())
        .onSuccess(upstream -> relay(client, upstream));
  }

  private void relay(NetSocket client, NetSocket upstream) {
    sockets.add(client);
    sockets.add(upstream);
    client.closeHandler(ignored -> upstream.close());
    upstream.closeHandler(ignored -> client.close());
    boolean[] loseAnswer = {false};
    client.handler(
        data -> {
          Loss moment = momentIn(data);
          if (moment == Loss.BEFORE_COMMIT) {
            cut(client, upstream);
          } else if (moment == Loss.DURING_COMMIT) {
            upstream.write(data).onComplete(ignored -> cut(client, upstream));
          } else {
            loseAnswer[0] |= moment != null;
            upstream.write(data);
          }
        });
    upstream.handler(
        data -> {
          if (loseAnswer[0]) {
            cut(client, upstream);
          } else {
            client.write(data);
          }
        });
    client.resume();
  }

  private void cut(NetSocket client, NetSocket upstream) {
    sockets.remove(client);
    sockets.remove(upstream);
    client.close();
    upstream.close();
  }

  private Loss momentIn(Buffer data) {
    Loss asked = loss.get();
    boolean reached =
        asked == Loss.AFTER_STATEMENT
            ? executes(data)
            : asked != null && data.toString(StandardCharsets.ISO_8859_1).contains("COMMIT\0");
    return reached && loss.compareAndSet(asked, null) ? asked : null;
  }

  /** Whether the data, which begin with a message, hold an Execute. */
  private static boolean executes(Buffer data) {
    int at = 0;
    while (at + 5 <= data.length()) {
      if (data.getByte(at) == 'E') {
        return true;
      }
      int length = data.getInt(at + 1);
      if (length < 4) {
        return false;
      }
      at += 1 + length;
    }
    return false;
  }
}
