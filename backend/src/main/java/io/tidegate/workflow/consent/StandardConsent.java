package io.tidegate.workflow.consent;

import io.tidegate.workflow.export.ExportOptions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How opt-in/out is configured as long as nobody says otherwise. */
public final class StandardConsent {

  /** Columns that every environment has; the others must be named. */
  private static final Map<Channel, String> ATTRIBUTES =
      new EnumMap<>(
          Map.of(
              Channel.EMAIL, "donotbulkemail",
              Channel.PHONE, "donotphone",
              Channel.POSTAL, "donotbulkpostalmail",
              Channel.FAX, "donotfax"));

  private static final Map<Channel, String> FIELDS =
      new EnumMap<>(
          Map.of(
              Channel.EMAIL, "blackListEmail",
              Channel.SMS, "blackListMobile",
              Channel.PHONE, "blackListPhone",
              Channel.POSTAL, "blackListPostalMail",
              Channel.PUSH, "blackListPushnotification",
              Channel.FAX, "blackListFax",
              Channel.CCPA, "ccpaOptOut",
              Channel.ALL, "blackList"));

  private StandardConsent() {}

  /** The contact's attribute, if every environment has one for this channel. */
  public static Optional<String> attribute(Channel channel) {
    return Optional.ofNullable(ATTRIBUTES.get(channel));
  }

  /** The profile's field. */
  public static String field(Channel channel) {
    return FIELDS.get(channel);
  }

  /**
   * In both directions for every channel that every environment has: so that nobody is mailed who
   * opted out, as long as nobody has said how consent is to be kept.
   */
  public static ConsentConfig config() {
    List<ConsentConfig.Row> rows =
        Arrays.stream(Channel.values())
            .filter(ATTRIBUTES::containsKey)
            .map(
                channel ->
                    new ConsentConfig.Row(
                        channel, ATTRIBUTES.get(channel), FIELDS.get(channel), Direction.BOTH))
            .toList();
    return new ConsentConfig(
        "contact",
        "contactid",
        "profile",
        "externalId",
        rows,
        Policy.OPT_OUT_WINS,
        ConsentConfig.Source.REST,
        "byExternalId",
        "externalId_parameter",
        "byLastModified",
        "from_parameter",
        ExportOptions.STANDARD,
        "optouts*.csv",
        1_000,
        5,
        30,
        5);
  }
}
