package io.tidegate.sandbox.people;

import io.tidegate.sandbox.dynamics.BulkInsert;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Puts made-up people into Dynamics as contacts, and has things happen to them. Everything follows
 * from the seeds that are given. Safe to use from any thread; large numbers take their time, so not
 * on an event loop.
 */
public final class Contacts implements Trickle.Source {
  private static final String CONTACT = "contact";

  /** An event may change nothing, when it draws what is there or a column that was dropped. */
  private static final int ATTEMPTS = 100;

  private static final Map<String, Function<Person, Object>> ATTRIBUTES = attributes();

  /** What was done to whom. */
  public record Changes(List<UUID> changed, List<UUID> deleted, List<UUID> created) {}

  private final DynamicsStore store;
  private final Map<Long, Long> made = new ConcurrentHashMap<>();

  public Contacts(DynamicsStore store) {
    this.store = store;
  }

  /** Adds people of a seed, behind those of the same seed that were added before. */
  public void add(int count, long seed) {
    Population population = Population.instance();
    long first = made.merge(seed, (long) count, Long::sum) - count;
    Map<String, Function<Person, Object>> known = knownAttributes();
    List<Function<Person, Object>> readers = List.copyOf(known.values());
    try (BulkInsert insert = store.bulkInsert(CONTACT, List.copyOf(known.keySet()))) {
      for (long number = first; number < first + count; number++) {
        Person person = population.person(seed, number);
        Object[] values = new Object[readers.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = readers.get(i).apply(person);
        }
        insert.add(person.id(), values);
      }
    }
  }

  /**
   * Changes, deletes and creates contacts drawn by a seed: nobody is drawn twice.
   *
   * @throws IllegalArgumentException when there are not that many
   */
  public Changes change(int count, int deletes, int creates, long seed) {
    List<UUID> ids = store.ids(CONTACT);
    if (count + deletes > ids.size()) {
      throw new IllegalArgumentException("There are only " + ids.size() + " contacts");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<UUID> drawn = draw(ids, count + deletes, random);
    List<UUID> changed = List.copyOf(drawn.subList(0, count));
    List<UUID> deleted = List.copyOf(drawn.subList(count, count + deletes));
    changed.forEach(id -> change(id, random));
    deleted.forEach(this::delete);
    List<UUID> created = new ArrayList<>();
    for (int i = 0; i < creates; i++) {
      created.add(create(seed ^ 0x5DEECE66DL));
    }
    return new Changes(changed, deleted, List.copyOf(created));
  }

  /** Changes one contact so that it really differs; false when there is none of this id. */
  @Override
  public synchronized boolean change(UUID id, RandomGenerator random) {
    Optional<Map<String, Object>> contact = store.find(CONTACT, id);
    if (contact.isEmpty()) {
      return false;
    }
    Map<String, Object> changes = new LinkedHashMap<>();
    for (int i = 0; i < ATTEMPTS && changes.isEmpty(); i++) {
      changes.putAll(event(random));
      changes.keySet().retainAll(knownAttributes().keySet());
      changes
          .entrySet()
          .removeIf(entry -> entry.getValue().equals(contact.get().get(entry.getKey())));
    }
    store.upsert(CONTACT, id, changes);
    return true;
  }

  @Override
  public synchronized boolean delete(UUID id) {
    return store.delete(CONTACT, id);
  }

  /** Adds the next person of a seed. */
  @Override
  public UUID create(long seed) {
    long number = made.merge(seed, 1L, Long::sum) - 1;
    Person person = Population.instance().person(seed, number);
    Map<String, Object> attributes = new LinkedHashMap<>();
    knownAttributes()
        .forEach(
            (name, reader) -> {
              Object value = reader.apply(person);
              if (value != null) {
                attributes.put(name, value);
              }
            });
    store.upsert(CONTACT, person.id(), attributes);
    return person.id();
  }

  @Override
  public List<UUID> ids() {
    // Also gets ready, off the event loop, to make more of them.
    Population.instance();
    return new ArrayList<>(store.ids(CONTACT));
  }

  /** Forgets what was made; to be called when the store was emptied. */
  public void reset() {
    made.clear();
  }

  /** Something that happens in a life, as the columns that it changes. */
  private static Map<String, Object> event(RandomGenerator random) {
    Population population = Population.instance();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Map.of("mobilephone", population.mobile(random));
      }
      case 1 -> {
        return Map.of("lastname", population.lastName(random));
      }
      case 2 -> {
        return Map.of("emailaddress1", "new" + random.nextInt(1_000_000_000) + "@mail.example");
      }
      case 3 -> {
        return Map.of("birthdate", Population.birthDate(random));
      }
      default -> {
        Person.Home home = population.home(random);
        return Map.of(
            "address1_line1", home.line1(),
            "address1_postalcode", home.postcode(),
            "address1_city", home.city(),
            "address1_country", home.country());
      }
    }
  }

  private static List<UUID> draw(List<UUID> from, int count, RandomGenerator random) {
    List<UUID> ids = new ArrayList<>(from);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(ids.size() - i);
      UUID drawn = ids.get(other);
      ids.set(other, ids.get(i));
      ids.set(i, drawn);
    }
    return ids.subList(0, count);
  }

  /** Those that no one dropped from the schema. */
  private Map<String, Function<Person, Object>> knownAttributes() {
    Set<String> columns =
        store.types().stream()
            .filter(type -> type.logicalName().equals(CONTACT))
            .flatMap(type -> type.columns().stream())
            .map(column -> column.name())
            .collect(Collectors.toSet());
    Map<String, Function<Person, Object>> known = new LinkedHashMap<>(ATTRIBUTES);
    known.keySet().retainAll(columns);
    return known;
  }

  private static Map<String, Function<Person, Object>> attributes() {
    Map<String, Function<Person, Object>> attributes = new LinkedHashMap<>();
    attributes.put("firstname", Person::firstName);
    attributes.put("middlename", Person::middleName);
    attributes.put("lastname", Person::lastName);
    attributes.put("gendercode", Person::gender);
    attributes.put("emailaddress1", Person::email);
    attributes.put("mobilephone", Person::mobile);
    attributes.put("birthdate", Person::birthDate);
    attributes.put("address1_line1", home(Person.Home::line1));
    attributes.put("address1_line2", home(Person.Home::line2));
    attributes.put("address1_postalcode", home(Person.Home::postcode));
    attributes.put("address1_city", home(Person.Home::city));
    attributes.put("address1_country", home(Person.Home::country));
    attributes.put("donotemail", person -> false);
    attributes.put("donotbulkemail", Person::noBulkEmail);
    attributes.put("donotphone", Person::noPhone);
    return attributes;
  }

  private static Function<Person, Object> home(Function<Person.Home, Object> part) {
    return person -> person.home() == null ? null : part.apply(person.home());
  }
}
