package io.tidegate.sandbox.mailing;

import io.tidegate.sandbox.mailing.Mailing.Order;
import io.tidegate.sandbox.mailing.Mailing.Shares;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Campaign send mailings by itself until it is told to stop. To be used on the event loop. */
public final class MailingTrickle {
  private static final Logger LOG = LoggerFactory.getLogger(MailingTrickle.class);

  /** How much happens, and how people take it. */
  public record Rate(double mailingsPerMinute, int peoplePerMailing, Shares shares) {
    public static final Rate NONE = new Rate(0, 0, new Shares(0, 0, 0, 0));
  }

  private static final int SECONDS_EACH = 60;

  private final Vertx vertx;
  private final Mailings mailings;
  private Rate rate = Rate.NONE;
  private long timer = -1;
  private long seed;

  public MailingTrickle(Vertx vertx, Mailings mailings) {
    this.vertx = vertx;
    this.mailings = mailings;
  }

  public Rate rate() {
    return rate;
  }

  /** Replaces the rate; the first mailing is sent at once. */
  public void rate(Rate changed) {
    vertx.cancelTimer(timer);
    timer = -1;
    rate = changed;
    if (changed.mailingsPerMinute() > 0) {
      long period = Math.max(1, Math.round(60_000 / changed.mailingsPerMinute()));
      timer = vertx.setPeriodic(period, unused -> send());
      send();
    }
  }

  /** Stops, and starts from the same seed the next time. */
  public void reset() {
    rate(Rate.NONE);
    seed = 0;
  }

  private void send() {
    mailings
        .send(new Order(rate.peoplePerMailing(), rate.shares(), ++seed, SECONDS_EACH))
        .onFailure(failure -> LOG.error("A mailing failed", failure));
  }
}
