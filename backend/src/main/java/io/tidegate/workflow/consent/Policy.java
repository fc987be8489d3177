package io.tidegate.workflow.consent;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who wins when both systems were changed and say different things. */
public enum Policy {
  /** Whoever opted out anywhere is opted out. */
  OPT_OUT_WINS("optOutWins"),
  /** The record that was modified last; at the same time, opted out. */
  LATEST_WINS("latestWins"),
  DYNAMICS_WINS("dynamicsWins"),
  CAMPAIGN_WINS("campaignWins"),
  /**
   * The rule of Adobe's integration application, for any difference: Campaign's value if Campaign
   * was modified later, else opted out if either side says so.
   */
  CAMPAIGN_NEWER_ELSE_OPT_OUT("campaignNewerElseOptOut");

  private final String json;

  Policy(String json) {
    this.json = json;
  }

  @JsonValue
  public String json() {
    return json;
  }

  /** Whether one that is opted out on just one side is opted out. */
  boolean optsOut(Observation dynamics, Observation campaign) {
    int newer = campaign.modifiedAt().compareTo(dynamics.modifiedAt());
    return switch (this) {
      case OPT_OUT_WINS -> true;
      case LATEST_WINS -> newer == 0 || (newer > 0 ? campaign.optedOut() : dynamics.optedOut());
      case DYNAMICS_WINS -> dynamics.optedOut();
      case CAMPAIGN_WINS -> campaign.optedOut();
      case CAMPAIGN_NEWER_ELSE_OPT_OUT -> newer <= 0 || campaign.optedOut();
    };
  }
}
