package io.tidegate.workflow.consent;

import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.tidegate.workflow.consent.StoredLedger.Entry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A person whom both sides know, as both were just read: what is to be done about each channel.
 *
 * @param state what was remembered
 * @param ingressWroteAt when ingress last really wrote the profile; null for never
 * @param readAt when both sides began to be read
 */
record Person(
    PersonState state,
    Sighting dynamics,
    Sighting campaign,
    Instant ingressWroteAt,
    Instant readAt) {
  /** Dynamics tells the time of modification in whole seconds. */
  private static final Duration DYNAMICS_PRECISION = Duration.ofSeconds(1);

  /** The decisions, one per channel. */
  List<Entry> decide(ConsentConfig config, Polls polls) {
    boolean dynamicsModified =
        modified(
            state.dynamics(),
            dynamics,
            dynamics.modifiedAt().plus(DYNAMICS_PRECISION),
            since(Side.CAMPAIGN, config, polls));
    boolean campaignModified =
        modified(
                state.campaign(),
                campaign,
                campaign.modifiedAt(),
                since(Side.DYNAMICS, config, polls))
            && !writtenByIngress(config);
    List<Entry> decisions = new ArrayList<>();
    for (Row row : config.active()) {
      Channel channel = row.channel();
      if (dynamics.consents().of(channel) == null || campaign.consents().of(channel) == null) {
        // One side does not show it: nothing is concluded from that.
        continue;
      }
      Observation inDynamics =
          new Observation(dynamics.consents().of(channel), dynamicsModified, dynamics.modifiedAt());
      Observation inCampaign =
          new Observation(campaign.consents().of(channel), campaignModified, campaign.modifiedAt());
      Boolean agreed = state.agreed().of(channel);
      decisions.add(
          new Entry(
              channel,
              agreed,
              inDynamics,
              inCampaign,
              Decision.of(row.direction(), config.policy(), agreed, inDynamics, inCampaign)));
    }
    return decisions;
  }

  /**
   * Whether a record was changed by somebody else since both sides were last read together, and not
   * surely before the change on the other side.
   */
  private static boolean modified(
      PersonState.Half half, Sighting now, Instant modifiedAt, Instant otherChangedSince) {
    boolean settled = half.settled() != null && half.settled() == now.version();
    return !settled && !modifiedAt.isBefore(otherChangedSince);
  }

  /** The earliest time at which a change on this side that is not settled can have been made. */
  private Instant since(Side side, ConsentConfig config, Polls polls) {
    Instant known = state.half(side).since();
    Instant since = known == null ? polls.completed(side) : known;
    return since.isAfter(Instant.EPOCH) ? since.minusSeconds(config.skewSeconds()) : since;
  }

  /**
   * Ingress notes its writes after Campaign has carried them out: what was modified later than
   * that, by more than clocks may differ, was modified by somebody else.
   */
  private boolean writtenByIngress(ConsentConfig config) {
    return ingressWroteAt != null
        && !ingressWroteAt.isBefore(campaign.modifiedAt().minusSeconds(config.skewSeconds()));
  }

  /** Whether both sides say what they said when they were last settled. */
  boolean isUnchanged() {
    return dynamics.consents().equals(state.dynamics().consents())
        && campaign.consents().equals(state.campaign().consents());
  }

  /** The attributes or fields to be written on a side; empty for none. */
  static JsonObject changes(ConsentConfig config, List<Entry> decisions, Side side) {
    JsonObject changes = new JsonObject();
    for (Entry entry : decisions) {
      if (entry.decision().write() == side) {
        config.active().stream()
            .filter(row -> row.channel() == entry.channel())
            .forEach(
                row ->
                    changes.put(
                        side == Side.DYNAMICS ? row.attribute() : row.field(),
                        entry.decision().optedOut()));
      }
    }
    return changes;
  }

  /**
   * What is known once the decisions were written. Whatever differs afterwards was changed after
   * both sides were read.
   *
   * @param contact as Dynamics showed it after the writing
   */
  PersonState written(List<Entry> decisions, Sighting contact) {
    return state
        .with(agreed(decisions))
        .with(Side.DYNAMICS, PersonState.Half.of(contact).changedSince(readAt))
        .with(Side.CAMPAIGN, state.campaign().changedSince(readAt));
  }

  /** What is remembered when nothing is left to write. */
  PersonState settled(List<Entry> decisions) {
    return state
        .with(agreed(decisions))
        .with(Side.DYNAMICS, PersonState.Half.of(dynamics))
        .with(Side.CAMPAIGN, PersonState.Half.of(campaign));
  }

  private Consents agreed(List<Entry> decisions) {
    Consents agreed = state.agreed();
    for (Entry entry : decisions) {
      agreed = agreed.with(entry.channel(), entry.decision().agreed());
    }
    return agreed;
  }
}
