package io.tidegate.queue;

import java.util.Objects;

/**
 * A delivery the target refused for good; settling it makes it a dead letter.
 *
 * @param delivery what was refused
 * @param reasonCode why, one of a closed set that the writers define
 * @param reason why, as a sentence for an operator
 * @param answer what the target answered; kept to {@value #MAX_ANSWER} characters, empty when there
 *     was none
 * @param attempts how often it was tried
 * @param supersedable whether a newer change to its key makes it obsolete; false for what stands by
 *     itself, as an event does
 */
public record Refusal(
    Delivery delivery,
    String reasonCode,
    String reason,
    String answer,
    int attempts,
    boolean supersedable) {
  static final int MAX_ANSWER = 8_192;

  public Refusal {
    Objects.requireNonNull(delivery, "delivery");
    Objects.requireNonNull(reasonCode, "reasonCode");
    reason = storable(reason);
    answer = storable(answer);
  }

  /** Of a record's state, which a newer one makes obsolete. */
  public static Refusal ofState(
      Delivery delivery, String reasonCode, String reason, String answer, int attempts) {
    return new Refusal(delivery, reasonCode, reason, answer, attempts, true);
  }

  /** Of an event, which nothing makes obsolete. */
  public static Refusal ofEvent(
      Delivery delivery, String reasonCode, String reason, String answer, int attempts) {
    return new Refusal(delivery, reasonCode, reason, answer, attempts, false);
  }

  /** PostgreSQL's text holds no NUL, and no answer may be as large as it likes. */
  private static String storable(String text) {
    if (text == null) {
      return "";
    }
    String cut = text.length() > MAX_ANSWER ? text.substring(0, MAX_ANSWER) : text;
    return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '\uFFFD');
  }

  /** Without the answer: it may quote personal data. */
  @Override
  public String toString() {
    return "Refusal[position=" + delivery.position() + ", attempts=" + attempts + "]";
  }
}
