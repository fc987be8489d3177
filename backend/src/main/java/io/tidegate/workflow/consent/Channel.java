package io.tidegate.workflow.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a person can be opted out of. How they are numbered is stored. */
public enum Channel {
  EMAIL(0),
  SMS(1),
  PHONE(2),
  POSTAL(3),
  PUSH(4),
  FAX(5),
  CCPA(6),
  /** Every channel: the global denylist. */
  ALL(7);

  private final int bit;

  Channel(int place) {
    this.bit = 1 << place;
  }

  /** As in settings, in the ledger and in the API. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  int bit() {
    return bit;
  }

  static Channel of(String json) {
    return Arrays.stream(values())
        .filter(channel -> channel.json().equals(json))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no channel " + json));
  }
}
