package io.tidegate.sandbox.journal;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * One request and what became of it, from its arrival until it was answered or its connection was
 * lost. The handler in front of every API opens it; an API finds it by {@link #of} and tells it
 * what the request did.
 */
public final class Exchange {
  private static final String KEY = Exchange.class.getName();

  private final Counters counters;
  private final Journal journal;
  private final Api api;
  private final long at;
  private final String method;
  private final String path;
  private Effect effect = Effect.NONE;
  private long done;
  private String resource = "";
  private String key = "";
  private String externalId = "";
  private String mark = "";
  private String fault = "";
  private boolean lost;
  private boolean finished;

  private Exchange(Counters counters, Journal journal, Api api, RoutingContext context) {
    this.counters = counters;
    this.journal = journal;
    this.api = api;
    this.at = System.currentTimeMillis();
    this.method = context.request().method().name();
    this.path = context.request().path();
  }

  /** Opens the exchange of a request that has just arrived, and closes it with its response. */
  public static Exchange open(Counters counters, Journal journal, Api api, RoutingContext context) {
    Exchange exchange = new Exchange(counters, journal, api, context);
    context.put(KEY, exchange);
    counters.request(api);
    context.addEndHandler(unused -> exchange.finish(context.response()));
    return exchange;
  }

  /** The exchange a request belongs to. */
  public static Exchange of(RoutingContext context) {
    return Objects.requireNonNull(context.get(KEY), "no exchange was opened for this request");
  }

  public Api api() {
    return api;
  }

  /** A record was created; {@code id} is what the journal shows as its key. */
  public void created(String id) {
    effect(Effect.CREATE, Counter.CREATES, id);
  }

  public void updated(String id) {
    effect(Effect.UPDATE, Counter.UPDATES, id);
  }

  public void deleted(String id) {
    effect(Effect.DELETE, Counter.DELETES, id);
  }

  /** Adds to one of the API's counters. */
  public void count(Counter counter, long amount) {
    counters.add(api, counter, amount);
  }

  /** The resource, or the table, that the request is about. */
  public void resource(String name) {
    resource = name;
  }

  /** What the journal shows as the record that the request was about. */
  public void about(String id) {
    key = id;
  }

  /**
   * Which of Campaign's records was written, by the id that it has at the source.
   *
   * @param marked what is in the field that was chosen as the resource's mark, else empty
   */
  public void wroteFor(String id, String marked) {
    externalId = id;
    mark = marked;
  }

  /** A fault was injected; the last one is what the journal shows. */
  public void struckBy(String id, String kind) {
    fault = id;
    counters.fault(kind);
  }

  private void effect(Effect kind, Counter counter, String id) {
    effect = kind;
    done = journal.effect();
    key = id;
    counters.add(api, counter, 1);
  }

  /** Whatever is answered, the caller will not see it. */
  public void answerLost() {
    lost = true;
  }

  private void finish(HttpServerResponse response) {
    if (finished) {
      return;
    }
    finished = true;
    boolean answered = response.ended() && !lost;
    int status = answered ? response.getStatusCode() : 0;
    if (answered) {
      counters.answered(api, status);
    } else {
      counters.unanswered(api);
    }
    journal.append(
        new Journal.Entry(
            0,
            at,
            api,
            method,
            path,
            status,
            effect,
            done,
            resource,
            key,
            externalId,
            mark,
            fault));
  }
}
