package io.tidegate.sandbox.campaign;

import static java.lang.Boolean.TRUE;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What happens to profiles within Campaign, by its own doing or that of its users: none of it comes
 * through the API. Safe to use from any thread.
 */
public final class Profiles {
  private final Resources resources;
  private final ResourceStore store;

  Profiles(Resources resources) {
    this.resources = resources;
    this.store = resources.profiles();
  }

  /** Whether there is a profile of this external id. */
  public boolean exists(String externalId) {
    return resources.locked(() -> store.find(StandardSchema.EXTERNAL_ID, externalId).length > 0);
  }

  /** Adds a profile. Texts are cut to length, and what a field does not take stays empty. */
  public void create(Map<String, Object> fields) {
    resources.locked(
        () -> {
          Object[] values = new Object[store.schema().width()];
          fields.forEach((path, value) -> set(path, value, values));
          return store.create(values);
        });
  }

  /**
   * Sets a two-valued field of a profile. Tells when; nothing when there is no such profile or it
   * has this value already, not set being the same as false.
   */
  public OptionalLong turn(String externalId, String path, boolean to) {
    return resources.locked(
        () -> {
          Optional<Field> field = store.schema().field(path);
          int[] ids = store.find(StandardSchema.EXTERNAL_ID, externalId);
          if (field.isEmpty() || ids.length == 0) {
            return OptionalLong.empty();
          }
          Row profile = store.get(ids[0]);
          if (TRUE.equals(profile.get(field.get())) == to) {
            return OptionalLong.empty();
          }
          Object[] values = store.values(profile);
          values[field.get().ordinal()] = to;
          return OptionalLong.of(store.update(profile, values).lastModified());
        });
  }

  /** Those who can be sent an e-mail and want it, by external id. */
  public List<String> reachableByEmail() {
    return resources.locked(
        () -> {
          List<String> reachable = new ArrayList<>();
          List<Field> optOuts =
              Stream.of("blackList", "blackListEmail")
                  .flatMap(path -> store.schema().field(path).stream())
                  .toList();
          store.each(
              profile -> {
                String externalId = profile.text(StandardSchema.EXTERNAL_ID);
                if (externalId != null
                    && profile.text(StandardSchema.EMAIL) != null
                    && optOuts.stream().noneMatch(field -> TRUE.equals(profile.get(field)))) {
                  reachable.add(externalId);
                }
              });
          return reachable;
        });
  }

  /**
   * Up to so many of the profiles with an external id that were modified behind a number and not
   * again since, in that order.
   */
  public List<OptOuts> modified(long after, int limit) {
    return resources.locked(
        () -> {
          List<OptOuts> found = new ArrayList<>();
          List<Optional<Field>> fields =
              OptOuts.FIELDS.stream().map(path -> store.schema().field(path)).toList();
          ModificationLog log = store.log();
          int entry = log.after(after);
          for (; entry < log.size() && found.size() < limit; entry++) {
            Row profile = store.current(entry);
            if (profile != null && profile.text(StandardSchema.EXTERNAL_ID) != null) {
              found.add(OptOuts.of(profile, fields));
            }
          }
          return found;
        });
  }

  private void set(String path, Object value, Object[] values) {
    int most = store.schema().field(path).map(Field::maxLength).orElse(0);
    Object fitting =
        value instanceof String text && text.codePointCount(0, text.length()) > most
            ? text.substring(0, text.offsetByCodePoints(0, most))
            : value;
    try {
      new RowInput(resources, store.schema(), true)
          .read(new JsonObject().put(path, fitting), values);
    } catch (CampaignException refused) {
      // Then the profile is without it.
    }
  }
}
