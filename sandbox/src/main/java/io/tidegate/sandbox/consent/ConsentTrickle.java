package io.tidegate.sandbox.consent;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.SplittableRandom;

/** Has people change their minds by themselves, at a rate, until it is told to stop. */
public final class ConsentTrickle {
  /** How much happens. */
  public record Rate(double perSecond, Among among) {
    public static final Rate NONE = new Rate(0, Among.ALL);
  }

  private static final int PERIOD_MILLIS = 100;
  private static final int REFRESH_MILLIS = 10_000;
  private static final int ATTEMPTS = 20;
  private static final long SEED = 5;

  private final Vertx vertx;
  private final Consents consents;
  private final People people;
  private SplittableRandom random = new SplittableRandom(SEED);
  private Rate rate = Rate.NONE;
  private Draw draw = new Draw(List.of(), Among.ALL, random);
  private long timer = -1;
  private long refreshTimer = -1;
  private double due;

  public ConsentTrickle(Vertx vertx, Consents consents, DynamicsStore contacts, Profiles profiles) {
    this.vertx = vertx;
    this.consents = consents;
    this.people = new People(contacts, profiles);
  }

  public Rate rate() {
    return rate;
  }

  /** Replaces the rate; completes when it is in force. */
  public Future<Void> rate(Rate changed) {
    stop();
    if (changed.perSecond() == 0) {
      return Future.succeededFuture();
    }
    rate = changed;
    timer = vertx.setPeriodic(PERIOD_MILLIS, unused -> tick());
    refreshTimer = vertx.setPeriodic(REFRESH_MILLIS, unused -> refresh());
    return refresh();
  }

  /** Stops, and starts from the same seed the next time. */
  public void reset() {
    stop();
    random = new SplittableRandom(SEED);
  }

  /** Looks who is there by now. */
  private Future<Void> refresh() {
    Rate drawnFor = rate;
    return vertx
        .executeBlocking(() -> people.first(Integer.MAX_VALUE), false)
        .onSuccess(
            found -> {
              if (drawnFor.equals(rate)) {
                draw = new Draw(found, drawnFor.among(), random);
              }
            })
        .mapEmpty();
  }

  private void stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(refreshTimer);
    rate = Rate.NONE;
    draw = new Draw(List.of(), Among.ALL, random);
    due = 0;
  }

  private void tick() {
    due += rate.perSecond() * PERIOD_MILLIS / 1000;
    for (; due >= 1; due--) {
      for (int i = 0; i < ATTEMPTS && !draw.persons().isEmpty(); i++) {
        if (draw.next().make(consents)) {
          break;
        }
      }
    }
  }
}
