package io.tidegate.sandbox.mailing;

import io.tidegate.sandbox.delivery.Delivery;
import io.tidegate.sandbox.delivery.Failure;
import io.tidegate.sandbox.mailing.Mailing.Order;
import io.tidegate.sandbox.mailing.Mailing.Outcome;
import io.tidegate.sandbox.mailing.Mailing.Shares;
import io.tidegate.sandbox.mailing.Step.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Draws who gets a mailing and all that will happen with it, in order. */
final class Plan {
  /** Of the time that a mailing takes, the part in which it is sent. */
  private static final double SENDING = 0.5;

  private static final double MIRRORED = 0.02;
  private static final double HARD = 0.6;

  private final SplittableRandom random;
  private final int millis;
  private final List<String> people;
  private final List<Step> steps = new ArrayList<>();

  /** Draws from those who can be reached; takes the list over. */
  Plan(Order order, int links, List<String> reachable) {
    random = new SplittableRandom(order.seed());
    millis = order.overSeconds() * 1000;
    people = draw(reachable, Math.min(order.count(), reachable.size()));
    for (int person = 0; person < people.size(); person++) {
      plan(person, order.shares(), links);
    }
    steps.sort(Comparator.comparingInt(Step::at));
  }

  /** Their external ids. */
  List<String> people() {
    return people;
  }

  /** What happens, in order; to one person nothing before the e-mail is sent. */
  List<Step> steps() {
    return steps;
  }

  Outcome outcome(Delivery delivery) {
    return new Outcome(
        delivery,
        count(Kind.SEND),
        count(Kind.OPEN),
        count(Kind.CLICK),
        count(Kind.BOUNCE_HARD) + count(Kind.BOUNCE_SOFT),
        count(Kind.OPT_OUT));
  }

  private int count(Kind kind) {
    return (int) steps.stream().filter(step -> step.kind() == kind).count();
  }

  private List<String> draw(List<String> from, int count) {
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(from.size() - i);
      String drawn = from.get(other);
      from.set(other, from.get(i));
      from.set(i, drawn);
    }
    return List.copyOf(from.subList(0, count));
  }

  private void plan(int person, Shares shares, int links) {
    int sent = (int) (millis * SENDING * random.nextDouble());
    steps.add(new Step(sent, person, Kind.SEND, 0));
    if (random.nextDouble() < shares.bounce()) {
      boolean hard = random.nextDouble() < HARD;
      later(sent, person, hard ? Kind.BOUNCE_HARD : Kind.BOUNCE_SOFT, failures(hard));
      return;
    }
    double interest = random.nextDouble();
    if (interest < shares.open()) {
      several(sent, person, Kind.OPEN, 1);
      if (random.nextDouble() < MIRRORED) {
        later(sent, person, Kind.MIRROR, 1);
      }
    }
    if (interest < shares.click()) {
      several(sent, person, Kind.CLICK, links);
    }
    if (random.nextDouble() < shares.optOut()) {
      later(sent, person, Kind.OPT_OUT, 1);
    }
  }

  private static int failures(boolean hard) {
    return (hard ? Failure.HARD : Failure.SOFT).size();
  }

  /** Mostly once, now and then up to three times. */
  private void several(int sent, int person, Kind kind, int details) {
    int times = random.nextDouble() < 0.7 ? 1 : 2 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      later(sent, person, kind, details);
    }
  }

  private void later(int sent, int person, Kind kind, int details) {
    int at = sent + (int) ((millis - sent) * random.nextDouble());
    steps.add(new Step(at, person, kind, random.nextInt(details)));
  }
}
