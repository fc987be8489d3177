package io.tidegate.sandbox.mailing;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.consent.Channel;
import io.tidegate.sandbox.consent.Consents;
import io.tidegate.sandbox.consent.Side;
import io.tidegate.sandbox.delivery.Delivery;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.delivery.Failure;
import io.tidegate.sandbox.delivery.TrackingLog;
import io.tidegate.sandbox.mailing.Mailing.Order;
import io.tidegate.sandbox.mailing.Mailing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has Campaign send e-mails to its profiles, and people open them, click in them, unsubscribe or
 * never get them: at once on a worker thread, or bit by bit on the event loop.
 */
public final class Mailings {
  private static final int PERIOD_MILLIS = 100;

  private final Vertx vertx;
  private final Profiles profiles;
  private final DeliveryLogs logs;
  private final Consents consents;
  private final AtomicInteger sent = new AtomicInteger();
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger resets = new AtomicInteger();

  public Mailings(Vertx vertx, Profiles profiles, DeliveryLogs logs, Consents consents) {
    this.vertx = vertx;
    this.profiles = profiles;
    this.logs = logs;
    this.consents = consents;
  }

  /** Sends one delivery of a campaign of its own; tells what will have happened in the end. */
  public Future<Outcome> send(Order order) {
    Delivery delivery = Names.delivery(sent.incrementAndGet());
    return vertx
        .executeBlocking(
            () -> {
              Plan plan = new Plan(order, delivery.links().size(), profiles.reachableByEmail());
              Run run = new Run(plan, delivery);
              if (order.overSeconds() == 0) {
                run.upTo(Integer.MAX_VALUE);
              }
              return run;
            },
            false)
        .map(
            run -> {
              if (!run.over()) {
                start(run);
              }
              return run.plan.outcome(delivery);
            });
  }

  private void start(Run run) {
    long begin = System.nanoTime();
    long timer =
        vertx.setPeriodic(
            PERIOD_MILLIS,
            id -> {
              run.upTo((int) ((System.nanoTime() - begin) / 1_000_000));
              if (run.over()) {
                stop(id);
              }
            });
    timers.add(timer);
  }

  private void stop(long timer) {
    vertx.cancelTimer(timer);
    timers.remove(timer);
  }

  /** Ends what is going on and counts deliveries anew. */
  public void reset() {
    resets.incrementAndGet();
    timers.forEach(this::stop);
    sent.set(0);
  }

  /** Carries a plan out, step by step. */
  private final class Run {
    private final Plan plan;
    private final Delivery delivery;
    private final int[] broadLogs;
    private final int begunAfter = resets.get();
    private int done;

    Run(Plan plan, Delivery delivery) {
      this.plan = plan;
      this.delivery = delivery;
      this.broadLogs = new int[plan.people().size()];
    }

    boolean over() {
      return done == plan.steps().size() || resets.get() != begunAfter;
    }

    /** Does what is due by so many milliseconds after the begin. */
    void upTo(int millis) {
      List<Step> steps = plan.steps();
      while (!over() && steps.get(done).at() <= millis) {
        happen(steps.get(done++));
      }
    }

    private void happen(Step step) {
      String person = plan.people().get(step.person());
      int mail = broadLogs[step.person()];
      switch (step.kind()) {
        case SEND -> broadLogs[step.person()] = logs.sent(person, delivery);
        case BOUNCE_HARD -> logs.bounced(mail, Failure.HARD.get(step.detail()));
        case BOUNCE_SOFT -> logs.bounced(mail, Failure.SOFT.get(step.detail()));
        case OPEN -> logs.tracked(mail, TrackingLog.Type.OPEN, "");
        case CLICK ->
            logs.tracked(mail, TrackingLog.Type.CLICK, delivery.links().get(step.detail()));
        case MIRROR ->
            logs.tracked(
                mail,
                TrackingLog.Type.MIRROR,
                delivery.mirrorPage(logs.broadLogs().row(mail).id()));
        case OPT_OUT -> {
          logs.tracked(mail, TrackingLog.Type.OPTOUT, Delivery.UNSUBSCRIBE);
          optOut(person);
        }
      }
    }

    /** The history is about persons; whoever has an external id of another kind is none. */
    private void optOut(String person) {
      try {
        consents.set(Side.CAMPAIGN, UUID.fromString(person), Channel.EMAIL, true);
      } catch (IllegalArgumentException e) {
        profiles.turn(person, Channel.EMAIL.field(), true);
      }
    }
  }
}
