package io.tidegate.connector;

import java.time.Duration;

/**
 * Limits of a single HTTP exchange.
 *
 * @param connectTimeout until the connection stands
 * @param answerTimeout from sending the request until the last byte of the answer
 * @param maxAnswerBytes the largest answer that is read, after decompression
 */
public record HttpOptions(Duration connectTimeout, Duration answerTimeout, int maxAnswerBytes) {

  /** 10 s to connect, 120 s to answer: a page of 5000 rows or a slow plug-in takes its time. */
  public static final HttpOptions DYNAMICS =
      new HttpOptions(Duration.ofSeconds(10), Duration.ofSeconds(120), 64 << 20);

  /** 10 s to connect, 60 s to answer: the gateway gives up at about that time itself. */
  public static final HttpOptions CAMPAIGN =
      new HttpOptions(Duration.ofSeconds(10), Duration.ofSeconds(60), 64 << 20);
}
