package io.tidegate.sandbox.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Has rows change by themselves, at a rate, until it is told to stop. */
public final class Trickle {
  /**
   * How much happens.
   *
   * @param perSecond events per second, 0 for none
   * @param deleteShare share of the events that delete a row
   * @param createShare share of the events that create one
   */
  public record Rate(double perSecond, double deleteShare, double createShare) {
    public static final Rate NONE = new Rate(0, 0, 0);
  }

  /** Whatever there is to change; rows are told by their ids. Safe to use from any thread. */
  public interface Source {
    /** The ids of all rows, in a list of their own. */
    List<UUID> ids();

    /** Adds the next row of a seed. */
    UUID create(long seed);

    /** Changes a row so that it really differs; false when there is none of this id. */
    boolean change(UUID id, RandomGenerator random);

    boolean delete(UUID id);
  }

  private static final int PERIOD_MILLIS = 100;
  private static final long SEED = 3;
  private static final int ATTEMPTS = 20;

  private final Vertx vertx;
  private final Source source;
  private SplittableRandom random = new SplittableRandom(SEED);
  private Rate rate = Rate.NONE;
  private List<UUID> ids = List.of();
  private long timer = -1;
  private double due;

  public Trickle(Vertx vertx, Source source) {
    this.vertx = vertx;
    this.source = source;
  }

  public Rate rate() {
    return rate;
  }

  /** Replaces the rate; completes when it is in force. */
  public Future<Void> rate(Rate changed) {
    stop();
    if (changed.perSecond() <= 0) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(source::ids)
        .onSuccess(
            known -> {
              stop();
              rate = changed;
              ids = known;
              timer = vertx.setPeriodic(PERIOD_MILLIS, unused -> tick());
            })
        .mapEmpty();
  }

  /** Reads anew whom there is to change, if it is running. */
  public Future<Void> refresh() {
    return timer < 0 ? Future.succeededFuture() : rate(rate);
  }

  /** Stops, and starts from the same seed the next time. */
  public void reset() {
    stop();
    random = new SplittableRandom(SEED);
  }

  private void stop() {
    vertx.cancelTimer(timer);
    timer = -1;
    due = 0;
    rate = Rate.NONE;
    ids = List.of();
  }

  private void tick() {
    due += rate.perSecond() * PERIOD_MILLIS / 1000;
    for (; due >= 1; due--) {
      happen();
    }
  }

  private void happen() {
    double kind = random.nextDouble();
    if (kind < rate.createShare() || ids.isEmpty()) {
      ids.add(source.create(SEED));
    } else if (kind < rate.createShare() + rate.deleteShare()) {
      source.delete(take());
    } else {
      // Somebody else may have deleted the one that is drawn.
      for (int i = 0; i < ATTEMPTS && !ids.isEmpty(); i++) {
        if (source.change(ids.get(random.nextInt(ids.size())), random)) {
          return;
        }
      }
    }
  }

  private UUID take() {
    int place = random.nextInt(ids.size());
    UUID taken = ids.get(place);
    ids.set(place, ids.get(ids.size() - 1));
    ids.remove(ids.size() - 1);
    return taken;
  }
}
