package io.tidegate.workflow.consent;

/** A contact has several profiles in Campaign, and nobody can tell which of them is meant. */
final class SeveralProfilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeveralProfilesException(int count) {
    super(
        "Campaign has %d profiles of this contact. Merge them there, then replay this."
            .formatted(count),
        null,
        false,
        false);
  }
}
