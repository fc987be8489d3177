package io.tidegate.sandbox.consent;

import java.util.Locale;
import java.util.Optional;

/** A way to contact people, and where each system keeps that somebody does not want it. */
public enum Channel {
  EMAIL("donotbulkemail", "blackListEmail"),
  SMS("new_donotsms", "blackListMobile"),
  PHONE("donotphone", "blackListPhone"),
  POSTAL("donotbulkpostalmail", "blackListPostalMail"),
  PUSH("new_donotpush", "blackListPushnotification"),
  /** Any channel at all. */
  ALL("msdyn_gdproptout", "blackList"),
  FAX("donotfax", "blackListFax");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String attribute;
  private final String field;

  Channel(String attribute, String field) {
    this.attribute = attribute;
    this.field = field;
  }

  /** The channel of a name, if there is one. */
  public static Optional<Channel> ofLabel(String label) {
    for (Channel channel : values()) {
      if (channel.label.equals(label)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /** Its name in {@code /control}. */
  public String label() {
    return label;
  }

  /** The contact's attribute in Dynamics; true means not to be contacted. */
  public String attribute() {
    return attribute;
  }

  /** The profile's field in Campaign; true means not to be contacted. */
  public String field() {
    return field;
  }
}
