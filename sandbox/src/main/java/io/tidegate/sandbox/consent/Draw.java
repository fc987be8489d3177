package io.tidegate.sandbox.consent;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws who changes their mind about what, and where they say so. */
record Draw(List<UUID> persons, Among among, RandomGenerator random) {
  /** A wish that is to be turned into its opposite. */
  record Flip(Side side, UUID person, Channel channel) {
    boolean make(Consents consents) {
      return consents.flip(side, person, channel);
    }
  }

  Flip next() {
    return new Flip(one(among.sides()), one(persons), one(among.channels()));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
