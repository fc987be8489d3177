package io.tidegate.connector;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps one access token and renews it ahead of its expiry: at 85 % of its life, or an hour early
 * where that is later. However many calls need a token, one request for it is under way at a time.
 * While the old token is good, nobody waits for the new one.
 */
final class TokenCache {

  /** A token and how long it lives, counted from now. */
  record Token(String value, Duration lifetime) {
    @Override
    public String toString() {
      return "Token[lifetime=" + lifetime + "]";
    }
  }

  private record Held(String value, long renewAt, long expiresAt) {}

  /** Between two attempts to renew a token that is still good. */
  private static final long RENEWAL_PAUSE = Duration.ofSeconds(30).toNanos();

  /** As many tokens in a row may be refused before that is taken for the vendor's last word. */
  private static final int MOST_REFUSED = 10;

  private static final Held NONE = new Held("", Long.MIN_VALUE, Long.MIN_VALUE);

  private final Supplier<Future<Token>> source;
  private final LongSupplier clock;
  private final long epoch;
  private Held held = NONE;
  private Promise<String> renewal;
  private boolean accepted;
  private int refused;

  /**
   * @param source asks the vendor for a token
   * @param clock nanoseconds
   */
  TokenCache(Supplier<Future<Token>> source, LongSupplier clock) {
    this.source = source;
    this.clock = clock;
    this.epoch = clock.getAsLong();
  }

  /** A token that is good at this moment. */
  Future<String> token() {
    Promise<String> mine;
    boolean ask = false;
    Future<String> answer;
    synchronized (this) {
      long now = now();
      if (now < held.renewAt) {
        return Future.succeededFuture(held.value);
      }
      if (renewal == null) {
        renewal = Promise.promise();
        ask = true;
      }
      mine = renewal;
      answer = now < held.expiresAt ? Future.succeededFuture(held.value) : renewal.future();
    }
    if (ask) {
      source.get().onComplete(result -> renewed(mine, result.result(), result.cause()));
    }
    return answer;
  }

  /** The vendor refused this token: forget it, unless another took its place already. */
  synchronized void reject(String token) {
    if (held.value.equals(token)) {
      held = NONE;
      refused++;
    }
  }

  /** The vendor took a token of ours. */
  synchronized void accept() {
    accepted = true;
    refused = 0;
  }

  /** Whether a token was ever taken: then the vendor knows us. */
  synchronized boolean wasAccepted() {
    return accepted;
  }

  /** Whether it is likely that another token will be taken, since some were before. */
  synchronized boolean mayBeAccepted() {
    return accepted && refused < MOST_REFUSED;
  }

  private void renewed(Promise<String> waiting, Token token, Throwable failure) {
    synchronized (this) {
      renewal = null;
      long now = now();
      if (token != null) {
        long life = token.lifetime().toNanos();
        long renewAfter = Math.max(life / 100 * 85, life - Duration.ofHours(1).toNanos());
        held = new Held(token.value(), now + renewAfter, now + life);
      } else if (now < held.expiresAt) {
        held = new Held(held.value, Math.min(now + RENEWAL_PAUSE, held.expiresAt), held.expiresAt);
      }
    }
    if (token != null) {
      waiting.complete(token.value());
    } else {
      waiting.fail(failure);
    }
  }

  private long now() {
    return clock.getAsLong() - epoch;
  }
}
