package io.tidegate.workflow.consent;

/**
 * What a side says of several channels, as bits.
 *
 * @param known the channels it says something of
 * @param optedOut those of them that the person is opted out of
 */
record Consents(int known, int optedOut) {
  static final Consents NONE = new Consents(0, 0);

  Consents {
    optedOut &= known;
  }

  /** Null for not known. */
  Boolean of(Channel channel) {
    return (known & channel.bit()) == 0 ? null : (optedOut & channel.bit()) != 0;
  }

  /** With another value for a channel; null for not known. */
  Consents with(Channel channel, Boolean out) {
    int bit = channel.bit();
    return out == null
        ? new Consents(known & ~bit, optedOut)
        : new Consents(known | bit, out ? optedOut | bit : optedOut & ~bit);
  }
}
