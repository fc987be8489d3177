package io.tidegate.queue;

import java.util.Objects;

/**
 * A delivery the target refused for good; settling it makes it a dead letter.
 *
 * @param delivery what was refused
 * @param reason why, as a sentence for an operator
 * @param answer what the target answered; kept to {@value #MAX_ANSWER} characters, empty when there
 *     was none
 * @param attempts how often it was tried
 */
public record Refusal(Delivery delivery, String reason, String answer, int attempts) {
  static final int MAX_ANSWER = 8_192;

  public Refusal {
    Objects.requireNonNull(delivery, "delivery");
    reason = storable(reason);
    answer = storable(answer);
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
