package io.tidegate.sandbox.campaign;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The profiles, in memory, with indexes by external id, by e-mail and by modification. Any thread
 * may use it within {@link #locked}; whoever has much to do lets go of the lock in between, since
 * the API waits for it. A million profiles with names and an address take some 700 MB.
 */
public final class ProfileStore {
  private static final int COMPACT_BEYOND = 100_000;
  private static final int POOL_SIZE = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final ValueIndex externalIds = new ValueIndex(id -> text(id, ProfileSchema.EXTERNAL_ID));
  private final ValueIndex emails = new ValueIndex(id -> text(id, ProfileSchema.EMAIL));
  private final ModificationLog log = new ModificationLog();
  private final String[] pool = new String[POOL_SIZE];
  private ProfileSchema schema = ProfileSchema.standard();
  private Profile[] slots = new Profile[1024];
  private int used;
  private int live;
  private long sequence;
  private long latest;

  ProfileStore(InstantSource clock) {
    this.clock = clock;
  }

  void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  ProfileSchema schema() {
    return schema;
  }

  /** How many profiles there are. */
  public int count() {
    return live;
  }

  /** Ids that were given so far; some of them may be deleted again. */
  int used() {
    return used;
  }

  /** The profile of an id, or null when it was deleted or never was. */
  Profile get(int id) {
    return id >= 0 && id < used ? slots[id] : null;
  }

  int[] withExternalId(String value) {
    return externalIds.find(value);
  }

  int[] withEmail(String value) {
    return emails.find(value);
  }

  ModificationLog log() {
    return log;
  }

  /** The profile of a log entry, or null when the entry is not current. */
  Profile current(int entry) {
    Profile profile = slots[log.id(entry)];
    return profile != null && profile.sequence() == log.sequence(entry) ? profile : null;
  }

  /** Adds a profile; takes the values over. */
  Profile create(Object[] values) {
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, used * 2);
    }
    long now = now();
    int id = used++;
    live++;
    return put(new Profile(id, now, now, ++sequence, compact(values)));
  }

  /** Replaces the values of a profile; takes them over. */
  Profile update(Profile old, Object[] values) {
    forget(old);
    return put(new Profile(old.id(), old.created(), now(), ++sequence, compact(values)));
  }

  void delete(Profile profile) {
    forget(profile);
    slots[profile.id()] = null;
    live--;
  }

  /** The values of a profile, as wide as the schema, to be changed and put back. */
  Object[] values(Profile profile) {
    Object[] copy = new Object[Math.max(schema.width(), profile.values().width())];
    for (int i = 0; i < profile.values().width(); i++) {
      copy[i] = profile.values().get(i);
    }
    return copy;
  }

  /** All profiles in the order in which they were created. */
  void each(Consumer<Profile> consumer) {
    for (int id = 0; id < used; id++) {
      if (slots[id] != null) {
        consumer.accept(slots[id]);
      }
    }
  }

  /** Drops a field, as an administrator could; the data in it is not seen again. */
  public void dropField(String path) {
    locked(
        () -> {
          schema = schema.without(require(path));
        });
  }

  /** Adds a custom field of the extended API. */
  void addField(Field field) {
    locked(
        () -> {
          schema = schema.with(field);
        });
  }

  /** Withdraws a filter that the customer had published. */
  public void dropFilter(String filter) {
    locked(
        () -> {
          if (!schema.customFilters().contains(filter)) {
            throw new IllegalArgumentException("There is no published filter " + filter);
          }
          schema = schema.withoutFilter(filter);
        });
  }

  /** Forgets all profiles and brings back the standard schema. */
  void reset() {
    locked(
        () -> {
          slots = new Profile[1024];
          used = 0;
          live = 0;
          externalIds.clear();
          emails.clear();
          log.clear();
          schema = ProfileSchema.standard();
        });
  }

  private Field require(String path) {
    return schema
        .field(path)
        .orElseThrow(() -> new IllegalArgumentException("There is no field " + path));
  }

  private Profile put(Profile profile) {
    slots[profile.id()] = profile;
    externalIds.add(profile.text(ProfileSchema.EXTERNAL_ID), profile.id());
    emails.add(profile.text(ProfileSchema.EMAIL), profile.id());
    log.append(profile.sequence(), profile.lastModified(), profile.id());
    if (log.size() > COMPACT_BEYOND && log.size() > 2 * used) {
      log.compact(entry -> current(entry) != null);
    }
    return profile;
  }

  private void forget(Profile profile) {
    externalIds.remove(profile.text(ProfileSchema.EXTERNAL_ID), profile.id());
    emails.remove(profile.text(ProfileSchema.EMAIL), profile.id());
  }

  private String text(int id, int ordinal) {
    return slots[id].text(ordinal);
  }

  /** Never goes back, whatever the clock does: modification order is also time order. */
  private long now() {
    latest = Math.max(latest, clock.millis());
    return latest;
  }

  /** Cuts off the unset end, and makes texts that come again and again one object. */
  private Profile.Values compact(Object[] values) {
    int width = values.length;
    while (width > 0 && values[width - 1] == null) {
      width--;
    }
    Object[] cells = width == values.length ? values : Arrays.copyOf(values, width);
    for (int i = ProfileSchema.FIRST_NAME; i < width; i++) {
      if (cells[i] instanceof String text) {
        cells[i] = shared(text);
      }
    }
    return new Profile.Values(cells);
  }

  private String shared(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (POOL_SIZE - 1);
    if (!text.equals(pool[place])) {
      pool[place] = text;
    }
    return pool[place];
  }
}
