package io.tidegate.sandbox.faults;

import java.util.Optional;

/** The ways in which an API can be made to fail. */
public enum FaultKind {
  /** Answers with an error status instead of processing the request. */
  STATUS("status"),
  /** Processes the request later. */
  LATENCY("latency"),
  /** Closes the connection before the request is processed. */
  CUT("cut"),
  /** Processes the request, then closes the connection instead of answering. */
  LOST_ANSWER("lostAnswer"),
  /** Makes the presented access token invalid, so that the API refuses it in its own words. */
  EXPIRED_TOKEN("expiredToken"),
  /** Sends the head of the answer at once and its body later. */
  SLOW_BODY("slowBody"),
  /** Processes the request, then answers with a body in which nothing can be read. */
  MALFORMED("malformed"),
  /** Processes the request, then closes the connection in the middle of the answer's body. */
  TRUNCATED("truncated"),
  /** Processes the request, then answers with HTML, as something between the two would. */
  WRONG_TYPE("wrongType");

  private final String label;

  FaultKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static Optional<FaultKind> ofLabel(String label) {
    for (FaultKind kind : values()) {
      if (kind.label.equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
