package io.tidegate.acceptance.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL refuses statements of a sort: a trigger on the table raises the error. How often is
 * counted by sequences, which no rollback turns back.
 *
 * @param code the SQLSTATE
 */
record StatementFault(String name, String code) implements FaultKind {
  private static final int EACH = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** A sort of statements: the table that they change, and when of all changes they are meant. */
  private record Moment(String label, String name, String events, String table, String when) {}

  private static final List<Moment> MOMENTS =
      List.of(
          new Moment("append", "append", "UPDATE", "queue.address", "OLD.version < NEW.version"),
          new Moment("take", "take", "UPDATE", "queue.lane", "OLD.head = NEW.head"),
          new Moment("settle", "settle", "UPDATE", "queue.lane", "OLD.head < NEW.head"),
          new Moment("record map", "map", "INSERT OR UPDATE", "workflow.record_map", "true"),
          new Moment("read file", "file", "INSERT OR UPDATE", "workflow.read_file", "true"),
          new Moment(
              "consent state", "consent", "INSERT OR UPDATE", "workflow.consent_state", "true"));

  static List<FaultKind> all() {
    return List.of(
        new StatementFault("statement time-out (57014)", "57014"),
        new StatementFault("lock time-out (55P03)", "55P03"),
        new StatementFault("disk full (53100)", "53100"),
        new StatementFault("out of memory (53200)", "53200"),
        new StatementFault("deadlock (40P01)", "40P01"),
        new StatementFault("serialization failure (40001)", "40001"),
        new StatementFault("input/output error (58030)", "58030"));
  }

  /** To be called once, when the service has made its tables. */
  static void prepare(DatabaseServer database) {
    database.execute(
        """
        CREATE SCHEMA faults;
        CREATE TABLE faults.armed (code text NOT NULL, most bigint NOT NULL);
        CREATE FUNCTION faults.strike() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          armed faults.armed;
        BEGIN
          SELECT * INTO armed FROM faults.armed;
          IF FOUND AND nextval('faults.' || TG_ARGV[0]) <= armed.most THEN
            RAISE EXCEPTION 'injected' USING ERRCODE = armed.code;
          END IF;
          RETURN NEW;
        END $$;
        """);
    for (Moment moment : MOMENTS) {
      database.execute("CREATE SEQUENCE faults." + moment.name());
      database.execute(
          "CREATE TRIGGER fault_%s BEFORE %s ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION faults.strike('%s')"
              .formatted(
                  moment.name(), moment.events(), moment.table(), moment.when(), moment.name()));
    }
  }

  @Override
  public String family() {
    return "statement";
  }

  @Override
  public Map<String, Integer> strike(World world) {
    DatabaseServer database = world.database();
    MOMENTS.forEach(
        moment -> database.execute("ALTER SEQUENCE faults." + moment.name() + " RESTART"));
    database.execute("INSERT INTO faults.armed VALUES ('" + code + "', " + EACH + ")");
    Until.passed(
        PATIENCE, () -> struck(database).values().stream().allMatch(times -> times == EACH));
    database.execute("DELETE FROM faults.armed");
    return struck(database);
  }

  private static Map<String, Integer> struck(DatabaseServer database) {
    Map<String, Long> drawn = new TreeMap<>();
    for (String row :
        database.column(
            "SELECT sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences"
                + " WHERE schemaname = 'faults'")) {
      String[] cells = row.split(" ", -1);
      drawn.put(cells[0], Long.valueOf(cells[1]));
    }
    Map<String, Integer> struck = new LinkedHashMap<>();
    MOMENTS.forEach(
        moment -> struck.put(moment.label(), (int) Math.min(EACH, drawn.get(moment.name()))));
    return struck;
  }
}
