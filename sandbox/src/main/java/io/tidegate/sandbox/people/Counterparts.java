package io.tidegate.sandbox.people;

import io.tidegate.sandbox.campaign.Profiles;
import io.tidegate.sandbox.consent.Channel;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts those whom Dynamics has as contacts into Campaign as profiles, as if somebody had long kept
 * the two in step. Safe to use from any thread, but not on an event loop.
 */
public final class Counterparts {
  private static final Map<String, String> FIELDS =
      Map.of(
          "firstname", "firstName",
          "middlename", "middleName",
          "lastname", "lastName",
          "emailaddress1", "email",
          "mobilephone", "mobilePhone",
          "telephone1", "phone",
          "fax", "fax");

  private final DynamicsStore store;
  private final Profiles profiles;

  public Counterparts(DynamicsStore store, Profiles profiles) {
    this.store = store;
    this.profiles = profiles;
  }

  /** Makes a profile for each contact that has none, and tells how many it made. */
  public int add() {
    int added = 0;
    for (UUID id : store.ids("contact")) {
      Optional<Map<String, Object>> contact = store.find("contact", id);
      if (contact.isPresent() && !profiles.exists(id.toString())) {
        profiles.create(profile(id, contact.get()));
        added++;
      }
    }
    return added;
  }

  private static Map<String, Object> profile(UUID id, Map<String, Object> contact) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("externalId", id.toString());
    FIELDS.forEach(
        (attribute, field) -> {
          if (contact.get(attribute) != null) {
            profile.put(field, contact.get(attribute));
          }
        });
    for (Channel channel : Channel.values()) {
      if (Boolean.TRUE.equals(contact.get(channel.attribute()))) {
        profile.put(channel.field(), true);
      }
    }
    return profile;
  }
}
