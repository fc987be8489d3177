package io.tidegate.sandbox.consent;

import java.util.List;

/** Where wishes may change, and which. */
public record Among(List<Side> sides, List<Channel> channels) {
  public static final Among ALL = new Among(List.of(Side.values()), List.of(Channel.values()));

  public Among {
    sides = List.copyOf(sides);
    channels = List.copyOf(channels);
  }
}
