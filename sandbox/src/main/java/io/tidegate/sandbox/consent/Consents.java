package io.tidegate.sandbox.consent;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.dynamics.DataverseException;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What people want, as it is entered in either system, and the history of it: every change that was
 * made here, none that came through the vendors' APIs. Safe to use from any thread.
 */
public final class Consents {
  /**
   * A change that was made.
   *
   * @param at in milliseconds since 1970
   * @param to whether the person is not to be contacted from then on
   */
  public record Change(long at, Side side, UUID person, Channel channel, boolean to) {}

  private final DynamicsStore contacts;
  private final Profiles profiles;
  private final List<Change> history = new ArrayList<>();

  public Consents(DynamicsStore contacts, Profiles profiles) {
    this.contacts = contacts;
    this.profiles = profiles;
  }

  /** Turns a person's present wish on one side into its opposite; false when there is none. */
  public synchronized boolean flip(Side side, UUID person, Channel channel) {
    return set(side, person, channel, true) || set(side, person, channel, false);
  }

  /** Sets a person's wish on one side; false when it is set so already, or cannot be set. */
  public synchronized boolean set(Side side, UUID person, Channel channel, boolean to) {
    OptionalLong at =
        switch (side) {
          case DYNAMICS -> inDynamics(person, channel.attribute(), to);
          case CAMPAIGN -> profiles.turn(person.toString(), channel.field(), to);
        };
    at.ifPresent(time -> history.add(new Change(time, side, person, channel, to)));
    return at.isPresent();
  }

  private OptionalLong inDynamics(UUID person, String attribute, boolean to) {
    try {
      return contacts.turn("contact", person, attribute, to);
    } catch (DataverseException dropped) {
      // Somebody has dropped the attribute, and nobody can enter anything in it.
      return OptionalLong.empty();
    }
  }

  /** How many changes there have been. */
  public synchronized int changes() {
    return history.size();
  }

  /** Some of the changes, by their numbers from 0. */
  public synchronized List<Change> changes(int from, int to) {
    return List.copyOf(history.subList(from, Math.min(to, history.size())));
  }

  public synchronized void reset() {
    history.clear();
  }
}
