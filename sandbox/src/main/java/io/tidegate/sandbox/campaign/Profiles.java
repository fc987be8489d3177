package io.tidegate.sandbox.campaign;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What happens to profiles within Campaign, by its own doing or that of its users: none of it comes
 * through the API. Safe to use from any thread.
 */
public final class Profiles {
  private final ProfileStore store;

  Profiles(ProfileStore store) {
    this.store = store;
  }

  /** Whether there is a profile of this external id. */
  public boolean exists(String externalId) {
    return store.locked(() -> store.withExternalId(externalId).length > 0);
  }

  /** Adds a profile. Texts are cut to length, and what a field does not take stays empty. */
  public void create(Map<String, Object> fields) {
    store.locked(
        () -> {
          Object[] values = new Object[store.schema().width()];
          fields.forEach((path, value) -> set(path, value, values));
          return store.create(values);
        });
  }

  private void set(String path, Object value, Object[] values) {
    int most = store.schema().field(path).map(Field::maxLength).orElse(0);
    Object fitting =
        value instanceof String text && text.codePointCount(0, text.length()) > most
            ? text.substring(0, text.offsetByCodePoints(0, most))
            : value;
    try {
      new ProfileInput(store.schema(), true).read(new JsonObject().put(path, fitting), values);
    } catch (CampaignException refused) {
      // Then the profile is without it.
    }
  }
}
