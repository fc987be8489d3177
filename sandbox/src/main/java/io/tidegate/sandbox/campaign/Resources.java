package io.tidegate.sandbox.campaign;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * All resources of an instance and the links between them. Any thread may use them within {@link
 * #locked}; whoever has much to do lets go of the lock in between, since the API waits for it.
 */
public final class Resources {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ResourceStore> stores = new LinkedHashMap<>();
  private final Map<String, String> marks = new HashMap<>();
  private OpaqueKeys keys = new OpaqueKeys();

  Resources(InstantSource clock) {
    for (Schema schema : StandardSchema.resources()) {
      stores.put(schema.name(), new ResourceStore(schema, clock));
    }
  }

  void locked(Runnable work) {
    locked(
        () -> {
          work.run();
          return null;
        });
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  Collection<ResourceStore> stores() {
    return stores.values();
  }

  ResourceStore profiles() {
    return stores.get(StandardSchema.PROFILE);
  }

  Optional<ResourceStore> find(String name) {
    return Optional.ofNullable(stores.get(name));
  }

  /** From now on the journal shows what is in this field of a resource's records. */
  void mark(String resource, String field) {
    marks.put(resource, field);
  }

  /** What is in the field that was chosen as the mark; empty for none. */
  String mark(Schema schema, Row row) {
    return Optional.ofNullable(marks.get(schema.name()))
        .flatMap(schema::field)
        .map(row::get)
        .map(Object::toString)
        .orElse("");
  }

  /** Makes and reads the opaque texts of this instance. */
  OpaqueKeys keys() {
    return keys;
  }

  /** The key of a record. */
  String key(ResourceStore store, int id) {
    return keys.key((long) store.schema().header().number() << Integer.SIZE | id);
  }

  /** The number in a record's key; empty when it is no key of this resource. */
  OptionalInt id(ResourceStore store, String key) {
    return keys.id(key).stream()
        .filter(id -> id >> Integer.SIZE == store.schema().header().number())
        .mapToInt(id -> (int) id)
        .findFirst();
  }

  /**
   * Deletes a record, with what its links bring with them.
   *
   * @throws CampaignException when a record that refers to it forbids that; then nothing is deleted
   */
  void delete(ResourceStore store, Row row) {
    check(store, row);
    remove(store, row);
  }

  private void check(ResourceStore store, Row row) {
    for (Referrers referrers : referrers(store, row)) {
      switch (referrers.integrity()) {
        case DEFINE -> {
          if (!referrers.rows().isEmpty()) {
            throw CampaignException.referredTo(store.schema(), referrers.store().schema());
          }
        }
        case OWN -> referrers.rows().forEach(child -> check(referrers.store(), child));
        case NORMAL -> {
          // The link is emptied: nothing stands against that.
        }
      }
    }
  }

  private void remove(ResourceStore store, Row row) {
    for (Referrers referrers : referrers(store, row)) {
      for (Row child : referrers.rows()) {
        if (referrers.integrity() == Integrity.OWN) {
          remove(referrers.store(), child);
        } else {
          Object[] values = referrers.store().values(child);
          values[referrers.link().ordinal()] = null;
          referrers.store().update(child, values);
        }
      }
    }
    store.delete(row);
  }

  /** The records that refer to one by one of their links. */
  private record Referrers(ResourceStore store, Field link, List<Row> rows) {
    Integrity integrity() {
      return link.link().orElseThrow().integrity();
    }
  }

  private List<Referrers> referrers(ResourceStore store, Row row) {
    List<Referrers> found = new ArrayList<>();
    for (ResourceStore other : stores.values()) {
      for (Field field : other.schema().fields()) {
        if (field.link().filter(link -> link.target().equals(store.schema().name())).isPresent()) {
          List<Row> rows = IntStream.of(other.find(field, row.id())).mapToObj(other::get).toList();
          found.add(new Referrers(other, field, rows));
        }
      }
    }
    return found;
  }

  /** Forgets all records, brings back the standard schema, and makes other keys. */
  void reset() {
    marks.clear();
    locked(
        () -> {
          for (Schema schema : StandardSchema.resources()) {
            stores.get(schema.name()).reset(schema);
          }
          keys = new OpaqueKeys();
        });
  }
}
