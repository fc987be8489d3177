package io.tidegate.store;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseIT extends DatabaseTest {

  @Test
  void opening_a_database_again_changes_nothing() {
    Database again = await(Database.open(vertx, testDatabase.options()));
    await(again.close());
  }

  @Test
  void a_wrong_password_or_database_is_not_retried() {
    DatabaseOptions options = testDatabase.options();
    DatabaseOptions missing =
        new DatabaseOptions(options.uri().replaceAll("/[^/]*$", "/nowhere"), options.user(), "");
    assertThatThrownBy(() -> await(Database.open(vertx, missing)))
        .satisfies(failure -> assertThat(DatabaseException.isRetriable(failure)).isFalse());
  }

  @Test
  void a_failure_says_whether_a_retry_may_help() {
    assertThat(failureOf("SELECT * FROM nowhere").retriable()).isFalse();
    assertThat(failureOf("SELECT pg_terminate_backend(pg_backend_pid())").retriable()).isTrue();
    assertThat(failureOf("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$").retriable()).isTrue();
    assertThat(failureOf("DO $$ BEGIN RAISE SQLSTATE '53100'; END $$").retriable()).isTrue();
  }

  @Test
  void time_outs_of_statements_of_locks_and_of_idle_transactions_may_be_retried() {
    assertThat(failureOf("SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(10)").retriable())
        .isTrue();

    await(database.pool().query("CREATE TABLE locked (n integer)").execute());
    Promise<Void> letGo = Promise.promise();
    Promise<Void> holds = Promise.promise();
    Future<Void> holding =
        Transactions.run(
            database.pool(),
            connection ->
                connection
                    .query("LOCK TABLE locked")
                    .execute()
                    .onSuccess(locked -> holds.complete())
                    .compose(locked -> letGo.future()));
    await(holds.future());
    assertThat(failureOf("SET LOCAL lock_timeout = '50ms'; SELECT * FROM locked").retriable())
        .isTrue();
    letGo.complete();
    await(holding);

    DatabaseException idle =
        failureOf(
            Transactions.run(
                database.pool(),
                connection ->
                    connection
                        .query("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
                        .execute()
                        .compose(set -> vertx.timer(500, TimeUnit.MILLISECONDS))
                        .compose(late -> connection.query("SELECT 1").execute())));
    assertThat(idle.retriable()).isTrue();
    assertThat(idle.outcomeUnknown()).isFalse();
  }

  private DatabaseException failureOf(String sql) {
    return failureOf(
        Transactions.run(database.pool(), connection -> connection.query(sql).execute()));
  }

  private static DatabaseException failureOf(Future<?> work) {
    Throwable failure = await(work.transform(done -> Future.succeededFuture(done.cause())));
    assertThat(failure).isInstanceOf(DatabaseException.class);
    return (DatabaseException) failure;
  }

  @Test
  void a_failed_transaction_leaves_nothing_and_gives_its_connection_back() {
    await(database.pool().query("CREATE TABLE kept (n integer UNIQUE)").execute());
    for (int n = 0; n < 2 * DatabaseOptions.DEFAULT_POOL_SIZE; n++) {
      Future<Void> failing =
          Transactions.run(
              database.pool(),
              connection ->
                  connection
                      .query("INSERT INTO kept VALUES (1)")
                      .execute()
                      .compose(ignored -> Future.failedFuture(new ArithmeticException())));
      assertThatThrownBy(() -> await(failing)).isInstanceOf(ArithmeticException.class);
    }
    assertThat(await(database.pool().query("SELECT * FROM kept").execute())).isEmpty();
  }

  @Test
  void a_transaction_whose_failure_was_swallowed_does_not_pass_for_stored() {
    Future<Void> swallowed =
        Transactions.run(
            database.pool(),
            connection ->
                connection.query("SELECT * FROM nowhere").execute().otherwiseEmpty().mapEmpty());
    assertThatThrownBy(() -> await(swallowed))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.outcomeUnknown()).isFalse());
  }

  @Test
  void a_database_gone_silent_fails_calls_instead_of_holding_them() {
    FaultyLink link = FaultyLink.start(vertx, testDatabase.options());
    Pool pool = Database.pool(vertx, link.options(1), 2);
    await(pool.query("SELECT 1").execute());
    link.freeze();
    assertThatThrownBy(
            () ->
                await(Transactions.run(pool, connection -> connection.query("SELECT 1").execute())))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.retriable()).isTrue());
    await(pool.close());
  }
}
