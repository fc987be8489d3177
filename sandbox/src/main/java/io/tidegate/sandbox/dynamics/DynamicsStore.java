package io.tidegate.sandbox.dynamics;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The organisation's data, in memory. Any thread may call it: writes and the picking of rows are
 * done under one lock that is held for short; the rows picked are immutable, so that they are
 * filtered and written out without it. Rows are arrays by column ordinal, a million contacts take
 * well under a gigabyte.
 *
 * <p>Every write takes the next version of one counter, so that "all changes after version n" is
 * exact: whoever starts to read at version n and asks for the changes after n later misses nothing,
 * whatever was written meanwhile.
 *
 * <p>Deleting a row concerns the rows below it as {@link OnDelete} says; activities of a deleted
 * contact keep their reference, unlike the vendor's.
 */
public final class DynamicsStore {
  /** The row of {@code organizations}, whose {@code expirechangetrackingindays} rules deltas. */
  public static final UUID ORGANIZATION_ID =
      UUID.fromString("0c0ffee0-0000-4000-8000-000000000001");

  private static final UUID SYSTEM_ID = UUID.fromString("0c0ffee0-0000-4000-8000-000000000002");
  private static final int SCAN_CHUNK = 8192;
  private static final long FIRST_VERSION = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Map<String, Table> byLogicalName = new LinkedHashMap<>();
  private final Map<String, Table> bySetName = new LinkedHashMap<>();
  private final ValuePool pool = new ValuePool();
  private final Map<String, OnDelete> onDelete = new HashMap<>();
  private final Cascade cascade = new Cascade(byLogicalName.values(), onDelete);
  private final SchemaChanges schema = new SchemaChanges(this, onDelete);
  private final Reference system = new Reference("systemuser", SYSTEM_ID);
  private long version = FIRST_VERSION;
  private long deltaGeneration = 1;

  public DynamicsStore(InstantSource clock) {
    this.clock = clock;
    reset();
  }

  /** Forgets all rows and brings back the standard schema; delta tokens handed out are void. */
  public void reset() {
    locked(
        () -> {
          byLogicalName.clear();
          bySetName.clear();
          onDelete.clear();
          for (EntityType type : StandardSchema.tables()) {
            Table table = new Table(type);
            byLogicalName.put(type.logicalName(), table);
            bySetName.put(type.entitySetName(), table);
          }
          deltaGeneration++;
          return null;
        });
    upsert(
        "organization",
        ORGANIZATION_ID,
        Map.of("name", "contoso", "expirechangetrackingindays", DeltaTokens.DEFAULT_DAYS));
    upsert("systemuser", SYSTEM_ID, Map.of("fullname", "SYSTEM"));
  }

  /**
   * Creates or changes a row; attributes by logical name, values as a client would send them or as
   * {@link java.time.LocalDate}, {@link Instant}, {@link Reference}.
   *
   * @return whether the row was created
   * @throws DataverseException when the vendor would refuse it
   */
  public boolean upsert(String entity, UUID id, Map<String, ?> attributes) {
    Table table = table(entity);
    return write(
        system,
        transaction -> {
          Map<Column, Object> values = new LinkedHashMap<>();
          attributes.forEach(
              (name, value) -> {
                Column column = column(table.type(), name);
                values.put(column, Values.accept(table.type(), column, value));
              });
          Row row = table.find(id);
          if (row == null) {
            transaction.create(table, id, values);
          } else {
            transaction.update(table, row, values);
          }
          return row == null;
        });
  }

  /**
   * Sets a two-valued attribute of a row. Tells when; nothing when there is no such row or it has
   * this value already, not set being the same as false.
   */
  public OptionalLong turn(String entity, UUID id, String attribute, boolean to) {
    Table table = table(entity);
    return write(
        system,
        transaction -> {
          Column column = column(table.type(), attribute);
          Row row = table.find(id);
          if (row == null || Boolean.TRUE.equals(table.type().read(row, column)) == to) {
            return OptionalLong.empty();
          }
          transaction.update(table, row, Map.of(column, to));
          return OptionalLong.of(clock.millis());
        });
  }

  /** Deletes a row; false when there is none. */
  public boolean delete(String entity, UUID id) {
    Table table = table(entity);
    return write(
        system,
        transaction -> {
          Row row = table.find(id);
          if (row != null) {
            transaction.delete(table, row);
          }
          return row != null;
        });
  }

  /** How many rows a table has, exactly. */
  public long count(String entity) {
    Table table = table(entity);
    return locked(() -> (long) table.live());
  }

  /** The ids of all rows, in the order in which they were created. */
  public List<UUID> ids(String entity) {
    List<UUID> ids = new ArrayList<>();
    each(table(entity), -1, row -> ids.add(row.id()));
    return ids;
  }

  /** A row's attributes that are not null, by logical name. */
  public Optional<Map<String, Object>> find(String entity, UUID id) {
    Table table = table(entity);
    return Optional.ofNullable(locked(() -> table.find(id)))
        .map(
            row -> {
              Map<String, Object> attributes = new LinkedHashMap<>();
              for (Column column : table.type().columns()) {
                Object value = table.type().read(row, column);
                if (value != null) {
                  attributes.put(column.name(), value);
                }
              }
              return attributes;
            });
  }

  /**
   * The fast way to add very many rows: values come in the order of {@code attributes} and are
   * trusted to be of the columns' own types.
   */
  public BulkInsert bulkInsert(String entity, List<String> attributes) {
    Table table = table(entity);
    int[] ordinals =
        attributes.stream().mapToInt(name -> column(table.type(), name).ordinal()).toArray();
    return new BulkInsert(this, table, ordinals);
  }

  /** Makes every delta token handed out so far expired. */
  public void expireDeltaTokens() {
    locked(() -> ++deltaGeneration);
  }

  /** The definitions of all tables. */
  public Collection<EntityType> types() {
    return locked(() -> byLogicalName.values().stream().map(Table::type).toList());
  }

  /** What an administrator can change of the tables. */
  public SchemaChanges schema() {
    return schema;
  }

  long deltaGeneration() {
    return locked(() -> deltaGeneration);
  }

  long version() {
    return locked(() -> version);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  Reference system() {
    return system;
  }

  /** The table of a logical name. */
  Table table(String entity) {
    Table table = locked(() -> byLogicalName.get(entity));
    if (table == null) {
      throw new IllegalArgumentException("No such table: " + entity);
    }
    return table;
  }

  /** The table of an entity set name, as URLs have it. */
  Optional<Table> entitySet(String name) {
    return Optional.ofNullable(locked(() -> bySetName.get(name)));
  }

  /** Runs writes as one transaction in the name of a user; an exception undoes them all. */
  <T> T write(Reference actor, Function<Transaction, T> writes) {
    return locked(
        () -> {
          Transaction transaction = new Transaction(actor, now(), () -> ++version, pool, cascade);
          try {
            T result = writes.apply(transaction);
            byLogicalName.values().forEach(Table::compactLog);
            return result;
          } catch (RuntimeException e) {
            transaction.rollBack();
            throw e;
          }
        });
  }

  /** A row, or null when there is none. */
  Row row(Table table, UUID id) {
    return locked(() -> table.find(id));
  }

  /** The row a URL means, or null when there is none. */
  Row row(Table table, Keys keys) {
    return locked(() -> keys.find(table));
  }

  /**
   * The next rows behind a slot that pass a filter. The lock is let go between chunks: rows that
   * change meanwhile are seen as they are when the scan comes by.
   */
  List<Row> scan(Table table, int afterSlot, int limit, Predicate<Row> filter) {
    List<Row> found = new ArrayList<>(Math.min(limit, SCAN_CHUNK));
    int[] next = {afterSlot + 1};
    boolean more = true;
    while (more && found.size() < limit) {
      more =
          locked(
              () -> {
                int end = Math.min(table.slotCount(), next[0] + SCAN_CHUNK);
                next[0] = table.collect(next[0], end, limit, filter, found);
                return next[0] < table.slotCount();
              });
    }
    return found;
  }

  private void each(Table table, int afterSlot, java.util.function.Consumer<Row> consumer) {
    scan(table, afterSlot, Integer.MAX_VALUE, row -> true).forEach(consumer);
  }

  /** The next changes of a round; costs as much as there are changes. */
  DeltaPage delta(Table table, DeltaCursor cursor, int limit) {
    return locked(() -> DeltaPage.read(table, cursor, limit));
  }

  static Column column(EntityType type, String name) {
    return type.column(name).orElseThrow(() -> DataverseException.noSuchProperty(type, name));
  }

  <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
