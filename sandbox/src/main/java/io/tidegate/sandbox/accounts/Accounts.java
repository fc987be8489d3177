package io.tidegate.sandbox.accounts;

import io.tidegate.sandbox.dynamics.DataverseException;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.Reference;
import io.tidegate.sandbox.people.Trickle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Accounts with their subscriptions and the lines of their invoices in Dynamics, and what happens
 * to them. The same seed makes the same rows, GUIDs included, and goes on where it stopped. Not
 * through the API, so that references are not checked: rows may come before those they refer to.
 */
public final class Accounts implements Trickle.Source {
  private static final String CONTACT = "contact";
  private static final String COMPANY = "parentcustomerid";

  /** Every so many changes move a row below another parent. */
  private static final int MOVES = 5;

  /**
   * What to make.
   *
   * @param contacts how many of the contacts there are get one of the accounts as their company
   * @param parentsFirst whether a row comes after the one it refers to; else in any order
   */
  public record Plan(
      int accounts,
      int subscriptionsPerAccount,
      int linesPerSubscription,
      int contacts,
      long seed,
      boolean parentsFirst) {
    /** How many rows that are. */
    public long rows() {
      long subscriptions = (long) accounts * subscriptionsPerAccount;
      return accounts + subscriptions + subscriptions * linesPerSubscription;
    }
  }

  /** What happened, as ids by logical name of the table. */
  public record Changes(
      Map<String, List<UUID>> changed,
      Map<String, List<UUID>> deleted,
      Map<String, List<UUID>> created) {}

  private record Draft(Level level, UUID id, Map<String, Object> values) {}

  private record Place(Level level, UUID id) {}

  private final DynamicsStore store;
  private final Map<Long, SplittableRandom> seeds = new HashMap<>();

  public Accounts(DynamicsStore store) {
    this.store = store;
  }

  /** Adds rows; answers how many there are of each table afterwards. */
  public synchronized Map<String, Long> add(Plan plan) {
    SplittableRandom random = random(plan.seed());
    Drafts drafts = new Drafts(store);
    List<Draft> made = new ArrayList<>();
    List<UUID> accounts = make(Level.ACCOUNT, List.of(), plan.accounts(), drafts, random, made);
    List<UUID> subscriptions =
        make(Level.SUBSCRIPTION, accounts, plan.subscriptionsPerAccount(), drafts, random, made);
    make(Level.LINE, subscriptions, plan.linesPerSubscription(), drafts, random, made);
    if (!plan.parentsFirst()) {
      Collections.shuffle(made, new Random(plan.seed()));
    }
    made.forEach(draft -> store.upsert(draft.level().entity(), draft.id(), draft.values()));
    employ(plan.contacts(), accounts, random);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Level level : Level.ALL) {
      counts.put(level.entity(), store.count(level.entity()));
    }
    return counts;
  }

  /** So many rows below each of some parents, or at the top. */
  private static List<UUID> make(
      Level level,
      List<UUID> parents,
      int each,
      Drafts drafts,
      SplittableRandom random,
      List<Draft> made) {
    List<UUID> ids = new ArrayList<>();
    for (UUID parent : level == Level.ACCOUNT ? Collections.singletonList((UUID) null) : parents) {
      for (int i = 0; i < each; i++) {
        UUID id = id(random);
        made.add(new Draft(level, id, drafts.row(level, id, parent, random)));
        ids.add(id);
      }
    }
    return ids;
  }

  private void employ(int contacts, List<UUID> accounts, RandomGenerator random) {
    List<UUID> people = new ArrayList<>(store.ids(CONTACT));
    Collections.shuffle(people, new Random(random.nextLong()));
    for (UUID contact : people.subList(0, Math.min(contacts, people.size()))) {
      UUID account = accounts.get(random.nextInt(accounts.size()));
      store.upsert(
          CONTACT, contact, Map.of(COMPANY, new Reference(Level.ACCOUNT.entity(), account)));
    }
  }

  /**
   * Changes, deletes and creates rows of all levels drawn by a seed, all in a random order. What
   * cannot be done any more when its turn comes, since a deletion took it along or is forbidden, is
   * left out.
   */
  public synchronized Changes change(int count, int deletes, int creates, long seed) {
    Random random = new Random(seed);
    List<Place> all = new ArrayList<>();
    for (Level level : Level.ALL) {
      store.ids(level.entity()).forEach(id -> all.add(new Place(level, id)));
    }
    if (count + deletes > all.size()) {
      throw new IllegalArgumentException("There are only " + all.size() + " rows");
    }
    Collections.shuffle(all, random);
    Changes changes =
        new Changes(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    List<Runnable> steps = new ArrayList<>();
    for (Place place : all.subList(0, count)) {
      steps.add(() -> note(place, changes.changed(), () -> change(place, random)));
    }
    for (Place place : all.subList(count, count + deletes)) {
      steps.add(() -> note(place, changes.deleted(), () -> delete(place)));
    }
    for (int i = 0; i < creates; i++) {
      steps.add(
          () -> {
            Place place = createOne(seed);
            note(place, changes.created(), () -> true);
          });
    }
    Collections.shuffle(steps, random);
    steps.forEach(Runnable::run);
    return changes;
  }

  private static void note(Place place, Map<String, List<UUID>> into, BooleanSupplier done) {
    if (done.getAsBoolean()) {
      into.computeIfAbsent(place.level().entity(), entity -> new ArrayList<>()).add(place.id());
    }
  }

  /** Forgets what was made; to be called when the store was emptied. */
  public synchronized void reset() {
    seeds.clear();
  }

  @Override
  public List<UUID> ids() {
    List<UUID> ids = new ArrayList<>();
    for (Level level : Level.ALL) {
      ids.addAll(store.ids(level.entity()));
    }
    return ids;
  }

  @Override
  public synchronized UUID create(long seed) {
    return createOne(seed).id();
  }

  @Override
  public synchronized boolean change(UUID id, RandomGenerator random) {
    return place(id).map(place -> change(place, random)).orElse(false);
  }

  @Override
  public synchronized boolean delete(UUID id) {
    return place(id).map(this::delete).orElse(false);
  }

  private Optional<Place> place(UUID id) {
    for (Level level : Level.ALL) {
      if (store.find(level.entity(), id).isPresent()) {
        return Optional.of(new Place(level, id));
      }
    }
    return Optional.empty();
  }

  private Place createOne(long seed) {
    SplittableRandom random = random(seed);
    Level level = Level.ALL.get(random.nextInt(Level.ALL.size()));
    while (level != Level.ACCOUNT && store.count(level.above().entity()) == 0) {
      level = level.above();
    }
    UUID id = id(random);
    UUID parent = level == Level.ACCOUNT ? null : anyOf(level.above(), random);
    store.upsert(level.entity(), id, new Drafts(store).row(level, id, parent, random));
    return new Place(level, id);
  }

  private boolean change(Place place, RandomGenerator random) {
    Level level = place.level();
    if (store.find(level.entity(), place.id()).isEmpty()) {
      return false;
    }
    boolean moves =
        level != Level.ACCOUNT
            && random.nextInt(MOVES) == 0
            && store.count(level.above().entity()) > 0;
    Map<String, Object> changes =
        moves
            ? Map.of(level.lookup().orElseThrow(), level.reference(anyOf(level.above(), random)))
            : new Drafts(store).change(level, random);
    store.upsert(level.entity(), place.id(), changes);
    return true;
  }

  private boolean delete(Place place) {
    try {
      return store.delete(place.level().entity(), place.id());
    } catch (DataverseException restricted) {
      return false;
    }
  }

  private UUID anyOf(Level level, RandomGenerator random) {
    List<UUID> ids = store.ids(level.entity());
    return ids.get(random.nextInt(ids.size()));
  }

  private SplittableRandom random(long seed) {
    return seeds.computeIfAbsent(seed, SplittableRandom::new);
  }

  /** A random GUID of the fourth version. */
  private static UUID id(RandomGenerator random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }
}
