package io.tidegate.workflow.consent;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a channel's consent may be written. */
public enum Direction {
  OFF("off"),
  DYNAMICS_TO_CAMPAIGN("dynamicsToCampaign"),
  CAMPAIGN_TO_DYNAMICS("campaignToDynamics"),
  BOTH("both");

  private final String json;

  Direction(String json) {
    this.json = json;
  }

  @JsonValue
  public String json() {
    return json;
  }

  boolean writes(Side side) {
    return switch (this) {
      case OFF -> false;
      case DYNAMICS_TO_CAMPAIGN -> side == Side.CAMPAIGN;
      case CAMPAIGN_TO_DYNAMICS -> side == Side.DYNAMICS;
      case BOTH -> true;
    };
  }
}
