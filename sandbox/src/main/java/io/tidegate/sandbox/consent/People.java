package io.tidegate.sandbox.consent;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds those whom both systems know. Not for an event loop. */
record People(DynamicsStore contacts, Profiles profiles) {
  /** The first so many contacts that have a profile, in the order in which they were created. */
  List<UUID> first(int count) {
    List<UUID> found = new ArrayList<>();
    for (UUID id : contacts.ids("contact")) {
      if (found.size() == count) {
        return found;
      }
      if (profiles.exists(id.toString())) {
        found.add(id);
      }
    }
    return found;
  }
}
