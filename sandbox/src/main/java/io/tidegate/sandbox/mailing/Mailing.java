package io.tidegate.sandbox.mailing;

import io.tidegate.sandbox.delivery.Delivery;

/** What is to be sent and how people take it. */
public final class Mailing {
  /**
   * What is wanted.
   *
   * @param count people at most
   * @param shares how people take it
   * @param seed what everything is drawn from
   * @param overSeconds time over which it spreads, 0 for at once
   */
  public record Order(int count, Shares shares, long seed, int overSeconds) {}

  /**
   * Shares of the people.
   *
   * @param open of those who get it: who open it, once or several times
   * @param click of those who get it: who click in it, being among those who open it while those
   *     are more
   * @param bounce of all: to whom it cannot be delivered
   * @param optOut of those who get it: who unsubscribe by the link in it
   */
  public record Shares(double open, double click, double bounce, double optOut) {}

  /**
   * What will have happened when it is over. All are numbers of events but the last.
   *
   * @param optedOut people who will have followed the link by which one unsubscribes
   */
  public record Outcome(
      Delivery delivery, int sent, int opened, int clicked, int bounced, int optedOut) {}

  private Mailing() {}
}
