package io.tidegate.workflow;

import io.tidegate.campaign.Campaign;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.sftp.Sftp;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Connects runs to the systems that their configuration names. */
@FunctionalInterface
public interface Connections {

  /**
   * Connects; runs with equal connections share them.
   *
   * @param connections of an {@link EffectiveConfig}
   */
  Systems connect(JsonObject connections);

  /**
   * The systems a run works with.
   *
   * @param sftp empty when no server is configured
   * @param release to be called once, when the run has ended
   */
  record Systems(Dynamics dynamics, Campaign campaign, Optional<Sftp> sftp, Runnable release) {

    /** Systems that somebody else closes. */
    public Systems(Dynamics dynamics, Campaign campaign, Optional<Sftp> sftp) {
      this(dynamics, campaign, sftp, () -> {});
    }
  }
}
