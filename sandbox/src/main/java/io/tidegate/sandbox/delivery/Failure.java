package io.tidegate.sandbox.delivery;

import java.util.List;

/** Why an e-mail came back. */
public record Failure(String type, String reason) {
  /** Of those that will always come back. */
  public static final List<Failure> HARD =
      List.of(
          new Failure("hard", "User unknown"),
          new Failure("hard", "Invalid domain"),
          new Failure("hard", "550 5.1.1 \"user unknown\", mailbox unavailable"));

  /** Of those that may arrive another time. */
  public static final List<Failure> SOFT =
      List.of(
          new Failure("soft", "Mailbox full"),
          new Failure("soft", "Unreachable"),
          new Failure("soft", "452 4.2.2 Boîte pleine, réessayez"));
}
