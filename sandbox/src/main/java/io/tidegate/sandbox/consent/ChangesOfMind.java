package io.tidegate.sandbox.consent;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.consent.Draw.Flip;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a number of people change their minds, at once on a worker thread or bit by bit on the event
 * loop.
 */
public final class ChangesOfMind {
  private static final int PERIOD_MILLIS = 20;

  /** Somebody drawn may be gone by now. */
  private static final int ATTEMPTS = 100;

  /**
   * What is to happen.
   *
   * @param people how many take part: with few of them one changes often
   * @param overSeconds time over which it spreads, 0 for at once
   */
  public record Order(int changes, long seed, int people, Among among, int overSeconds) {}

  private final Vertx vertx;
  private final Consents consents;
  private final People people;
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();

  public ChangesOfMind(Vertx vertx, Consents consents, DynamicsStore contacts, Profiles profiles) {
    this.vertx = vertx;
    this.consents = consents;
    this.people = new People(contacts, profiles);
  }

  /**
   * Makes the changes, or begins to. Tells how many there are on each side; those that are yet to
   * come as they are planned. Fails with {@link IllegalArgumentException} when there is nobody.
   */
  public Future<Map<Side, Integer>> make(Order order) {
    return vertx
        .executeBlocking(
            () -> {
              List<UUID> persons = people.first(order.people());
              if (persons.isEmpty()) {
                throw new IllegalArgumentException("There is no contact that has a profile");
              }
              return new Draw(persons, order.among(), new SplittableRandom(order.seed()));
            },
            false)
        .compose(
            draw ->
                order.overSeconds() == 0
                    ? vertx.executeBlocking(() -> now(draw, order.changes()), false)
                    : Future.succeededFuture(later(draw, order)));
  }

  private Map<Side, Integer> now(Draw draw, int changes) {
    Map<Side, Integer> made = none();
    for (int i = 0; i < changes; i++) {
      boolean done = false;
      for (int attempt = 0; attempt < ATTEMPTS && !done; attempt++) {
        Flip flip = draw.next();
        done = flip.make(consents);
        made.merge(flip.side(), done ? 1 : 0, Integer::sum);
      }
    }
    return made;
  }

  private Map<Side, Integer> later(Draw draw, Order order) {
    Map<Side, Integer> planned = none();
    List<Flip> flips = new ArrayList<>(order.changes());
    int[] times = new int[order.changes()];
    for (int i = 0; i < order.changes(); i++) {
      Flip flip = draw.next();
      flips.add(flip);
      times[i] = draw.random().nextInt(order.overSeconds() * 1000);
      planned.merge(flip.side(), 1, Integer::sum);
    }
    Arrays.sort(times);
    start(flips, times);
    return planned;
  }

  private void start(List<Flip> flips, int[] times) {
    long begin = System.nanoTime();
    int[] done = {0};
    timers.add(
        vertx.setPeriodic(
            PERIOD_MILLIS,
            timer -> {
              long passed = (System.nanoTime() - begin) / 1_000_000;
              while (done[0] < times.length && times[done[0]] <= passed) {
                flips.get(done[0]++).make(consents);
              }
              if (done[0] == times.length) {
                stop(timer);
              }
            }));
  }

  private static Map<Side, Integer> none() {
    Map<Side, Integer> counts = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      counts.put(side, 0);
    }
    return counts;
  }

  private void stop(long timer) {
    vertx.cancelTimer(timer);
    timers.remove(timer);
  }

  /** Ends what is going on. */
  public void reset() {
    timers.forEach(this::stop);
  }
}
