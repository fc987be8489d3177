package io.tidegate.sandbox.campaign;

import java.util.List;
import java.util.Optional;

/**
 * By which channels somebody is not to be contacted.
 *
 * @param sequence place among all modifications of profiles
 * @param values whether not, in the order of {@link #FIELDS}
 * @param lastModified in milliseconds since 1970
 */
public record OptOuts(long sequence, String externalId, List<Boolean> values, long lastModified) {
  /** The profile's fields. */
  public static final List<String> FIELDS =
      List.of(
          "blackList",
          "blackListEmail",
          "blackListFax",
          "blackListMobile",
          "blackListPhone",
          "blackListPostalMail",
          "blackListPushnotification",
          "ccpaOptOut");

  public OptOuts {
    values = List.copyOf(values);
  }

  static OptOuts of(Row profile, List<Optional<Field>> fields) {
    return new OptOuts(
        profile.sequence(),
        profile.text(StandardSchema.EXTERNAL_ID),
        fields.stream()
            .map(field -> field.isPresent() && Boolean.TRUE.equals(profile.get(field.get())))
            .toList(),
        profile.lastModified());
  }
}
