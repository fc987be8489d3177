package io.tidegate.store;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test class with a database of its own, open for all its tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseTest {
  protected TestDatabase testDatabase;
  protected Vertx vertx;
  protected Database database;

  @BeforeAll
  void openDatabase() {
    testDatabase = TestDatabase.create();
    vertx = Vertx.vertx();
    database = testDatabase.open(vertx);
  }

  @AfterAll
  void closeDatabase() {
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }
}
