package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds Tidegate fast at a moment as soon as it comes by, until this is closed; from outside: by a
 * request that is not answered, or by a lock that a statement waits for.
 */
interface Hold extends AutoCloseable {
  int DELAY_MILLIS = 5_000;

  /** Whether Tidegate has come there. */
  boolean reached();

  /** Lets it go on, if it still can. */
  @Override
  void close();

  /**
   * At a request.
   *
   * @param kind whether it is held before or after it is processed, as the sandbox calls that
   */
  static Hold request(World world, String api, String method, String path, String kind) {
    String id =
        world
            .sandbox()
            .fault(
                new JsonObject()
                    .put("api", api)
                    .put("method", method)
                    .put("path", path)
                    .put("kind", kind)
                    .put("delayMillis", DELAY_MILLIS)
                    .put("count", 1));
    return new Hold() {
      @Override
      public boolean reached() {
        return world.sandbox().control("GET", "/faults", null).getJsonArray("faults").stream()
            .map(JsonObject.class::cast)
            .anyMatch(fault -> id.equals(fault.getString("id")) && fault.getLong("hits") > 0);
      }

      @Override
      public void close() {
        world.sandbox().noFaults();
      }
    };
  }

  /** At a statement that changes a table, and begins so. */
  static Hold statement(World world, String table, String statement) {
    try {
      Connection connection = world.database().connect();
      connection.setAutoCommit(false);
      Hold hold = new StatementHold(connection, statement);
      try (Statement lock = connection.createStatement()) {
        lock.execute("LOCK TABLE " + table + " IN SHARE MODE");
      }
      return hold;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** While a write is in flight that the stop has to wait for. */
  static Hold stop(World world) {
    Hold write = request(world, "campaign", "PATCH", ".", "slowBody");
    return new Hold() {
      private boolean asked;

      @Override
      public boolean reached() {
        if (!asked && write.reached()) {
          asked = true;
          World.WORKFLOWS.forEach(id -> world.service().postTo(id, "/stop"));
        }
        return asked
            && World.WORKFLOWS.stream().anyMatch(id -> "STOPPING".equals(world.status(id)));
      }

      @Override
      public void close() {
        write.close();
      }
    };
  }

  /** The lock, and who waits for it. */
  record StatementHold(Connection connection, String statement) implements Hold {
    @Override
    public boolean reached() {
      try (Statement look = connection.createStatement()) {
        look.execute("SELECT pg_stat_clear_snapshot()");
        try (ResultSet found =
            look.executeQuery(
                "SELECT FROM pg_stat_activity WHERE application_name = 'tidegate'"
                    + " AND wait_event_type = 'Lock' AND query LIKE '"
                    + statement
                    + "%'")) {
          return found.next();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException goneWithTheServer) {
        // So is the lock.
      }
    }
  }
}
