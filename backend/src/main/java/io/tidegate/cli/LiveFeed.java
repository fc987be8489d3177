package io.tidegate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The service's websocket, read message by message. A connection that is lost, or silent for too
 * long, is made anew, after longer and longer pauses. Used by one thread.
 *
 * <p>Only one message is asked for at a time, so nothing piles up here; what the service cannot
 * send it keeps to the newest state of each workflow.
 */
final class LiveFeed implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final long FIRST_PAUSE_MILLIS = 500;

  /** Three heartbeats of the service. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** What {@link #next} may answer. */
  sealed interface Event {
    /** A message of the service. */
    record Message(JsonObject json) implements Event {}

    /** The connection was lost; the next call of {@link #next} tries again after a pause. */
    record Lost(String reason, Duration retryIn) implements Event {}

    /** Nothing came in the time given. */
    record Nothing() implements Event {}
  }

  private sealed interface Arrival {
    record Text(String text) implements Arrival {}

    record End(String reason) implements Arrival {}
  }

  private final ServiceClient client;
  private BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private WebSocket socket;
  private long sequence;
  private int attempt;
  private Duration pause = Duration.ZERO;

  LiveFeed(ServiceClient client) {
    this.client = client;
  }

  /** Connects for the first time; later losses are mended by {@link #next}. */
  void open() throws ClientException, InterruptedException {
    String failure = connect();
    if (failure != null) {
      throw ClientException.unreachable(client.url().toString(), failure);
    }
  }

  /** The next event; {@link Event.Nothing} when none comes in that time. */
  Event next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (socket == null) {
      if (pause.compareTo(patience) > 0) {
        poll(patience);
        pause = pause.minus(patience);
        return new Event.Nothing();
      }
      poll(pause);
      String failure = connect();
      if (failure != null) {
        return lost(failure);
      }
    }
    long remaining = Math.max(0, deadline - System.nanoTime());
    Arrival arrival = poll(Duration.ofNanos(Math.min(remaining, SILENCE.toNanos())));
    if (arrival == null) {
      return remaining < SILENCE.toNanos()
          ? new Event.Nothing()
          : lost("nothing came for " + SILENCE.toSeconds() + " seconds");
    }
    if (arrival instanceof Arrival.End end) {
      return lost(end.reason());
    }
    socket.request(1);
    return read(((Arrival.Text) arrival).text());
  }

  private Event read(String text) {
    JsonObject message;
    try {
      message = new JsonObject(text);
    } catch (DecodeException e) {
      return lost("something else than Tidegate answers");
    }
    long number = message.getLong("sequence", 0L);
    long expected = "change".equals(message.getString("type")) ? sequence + 1 : sequence;
    if ("snapshot".equals(message.getString("type"))) {
      attempt = 0;
    } else if (number != expected) {
      // Where this fails, the connection is lost and onError says so.
      CompletableFuture<WebSocket> unused = socket.sendText("{\"type\":\"snapshot\"}", true);
    }
    sequence = number;
    return new Event.Message(message);
  }

  private Event lost(String reason) {
    if (socket != null) {
      socket.abort();
      socket = null;
    }
    long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    attempt++;
    pause = Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    return new Event.Lost(reason, pause);
  }

  private Arrival poll(Duration time) throws InterruptedException {
    return arrivals.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Answers why not, or null. */
  private String connect() throws InterruptedException {
    arrivals = new LinkedBlockingQueue<>();
    sequence = 0;
    String scheme = ServiceOptions.isHttps(client.url()) ? "wss" : "ws";
    String rest = client.url().toString().substring(client.url().getScheme().length());
    try {
      socket =
          client
              .http()
              .newWebSocketBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .buildAsync(URI.create(scheme + rest + "/api/v1/live"), new Receiver(arrivals))
              .get(CONNECT_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return ServiceClient.reason(unwrap(e.getCause()));
    } catch (TimeoutException e) {
      return "no answer in time";
    }
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }

  /** Puts together what comes in parts. */
  private static final class Receiver implements WebSocket.Listener {
    private final BlockingQueue<Arrival> arrivals;
    private final StringBuilder text = new StringBuilder();

    Receiver(BlockingQueue<Arrival> arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        arrivals.add(new Arrival.Text(text.toString()));
        text.setLength(0);
      } else {
        webSocket.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      arrivals.add(new Arrival.End(reason.isBlank() ? "the service closed, code " + code : reason));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
      arrivals.add(new Arrival.End(ServiceClient.reason(failure)));
    }
  }
}
