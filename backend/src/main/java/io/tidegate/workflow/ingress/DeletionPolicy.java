package io.tidegate.workflow.ingress;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a deletion at the source does at the target. */
public enum DeletionPolicy {
  /** Nothing: the record stays as it is. */
  OFF,
  /** It deletes the record. The target may keep logs about it, under a key that leads nowhere. */
  DELETE,
  /**
   * It clears what was mapped, the key included, and opts the record out of everything: the target
   * keeps a record, for its statistics, that says nothing of anybody.
   */
  ANONYMISE;

  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Configuration versions of before the third choice say true or false. */
  @JsonCreator
  static DeletionPolicy ofJson(Object json) {
    if (json instanceof Boolean follow) {
      return follow ? DELETE : OFF;
    }
    return valueOf(json.toString().toUpperCase(Locale.ROOT));
  }
}
