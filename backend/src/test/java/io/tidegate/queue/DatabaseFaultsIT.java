package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.changes;
import static io.tidegate.queue.QueueFixtures.keys;
import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.Database;
import io.tidegate.store.DatabaseException;
import io.tidegate.store.FaultyLink.Loss;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseFaultsIT extends FaultyQueueTest {
  private static <T> T untilDone(Supplier<Future<T>> call) {
    while (true) {
      Future<T> attempt = call.get();
      try {
        return await(attempt);
      } catch (DatabaseException e) {
        assertThat(e.retriable()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "DURING_COMMIT", "AFTER_COMMIT"})
  void an_append_is_stored_once_however_its_connection_is_lost(Loss loss) {
    await(queue.append(changes(0, 5), "page-1"));
    link.lose(loss);
    untilDone(() -> queue.append(changes(5, 10), "page-2"));

    assertThat(link.isLossPending()).isFalse();
    assertThat(queue.depth()).isEqualTo(new Depth(10, 10, 0, 0));
    AddressQueue after = reopened();
    assertThat(after.depth()).isEqualTo(queue.depth());
    assertThat(await(after.cursor())).contains("page-2");
    assertThat(keys(await(after.take(0, 100)).deliveries()))
        .containsExactlyElementsOf(changes(0, 10).stream().map(Change::key).toList());
  }

  @Test
  void an_append_whose_commit_was_not_sent_says_that_nothing_was_stored() {
    link.lose(Loss.BEFORE_COMMIT);
    assertThatThrownBy(() -> await(queue.append(changes(0, 5), "page-1")))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> {
              assertThat(failure.retriable()).isTrue();
              assertThat(failure.outcomeUnknown()).isFalse();
            });
    assertThat(await(queue.cursor())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void an_append_in_doubt_is_found_out_by_the_next_call_when_the_database_was_away(Loss loss) {
    Semaphore cut = new Semaphore(0);
    Future<Void> append =
        queue.append(
            changes(0, 5),
            "page-1",
            connection -> {
              link.lose(loss);
              vertx.setPeriodic(
                  1,
                  timer -> {
                    if (!link.isLossPending()) {
                      vertx.cancelTimer(timer);
                      link.down();
                      cut.release();
                    }
                  });
              return Future.succeededFuture();
            });
    assertThatThrownBy(() -> await(append)).isInstanceOf(DatabaseException.class);
    cut.acquireUninterruptibly();
    link.up();

    untilDone(() -> queue.append(changes(0, 5), "page-1"));
    assertThat(queue.depth()).isEqualTo(new Depth(5, 5, 0, 0));
    assertThat(reopened().depth()).isEqualTo(new Depth(5, 5, 0, 0));
  }

  /** The server goes on committing after the client is gone; its outcome is waited for. */
  @Test
  void a_commit_that_takes_its_time_is_not_taken_for_one_that_failed() {
    commitSlowly("queue.address", "NEW.name");
    commitSlowly("queue.lane", "NEW.address");
    link.lose(Loss.DURING_COMMIT);
    await(queue.append(changes(0, 5), "page-1"));
    assertThat(queue.depth()).isEqualTo(new Depth(5, 5, 0, 0));

    Batch batch = await(queue.take(0, 3));
    link.lose(Loss.DURING_COMMIT);
    await(
        queue.settle(batch, Settlement.whole(batch).with(connection -> Future.succeededFuture())));
    assertThat(link.isLossPending()).isFalse();
    assertThat(queue.depth()).isEqualTo(new Depth(2, 5, 3, 0));
    assertThat(reopened().depth()).isEqualTo(queue.depth());
  }

  /** Deferred triggers run within COMMIT. */
  private void commitSlowly(String table, String column) {
    String name = "slow_" + table.substring(table.indexOf('.') + 1);
    await(
        database
            .pool()
            .query(
                """
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.7); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER %1$s AFTER UPDATE ON %2$s
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (%3$s = '%4$s') EXECUTE FUNCTION %1$s();
                """
                    .formatted(name, table, column, address))
            .execute());
  }

  @ParameterizedTest
  @EnumSource
  void a_settlement_happens_once_however_its_connection_is_lost(Loss loss) {
    await(queue.append(changes(0, 5), "page-1"));
    Batch batch = await(queue.take(0, 3));
    Settlement settlement =
        Settlement.whole(batch, List.of(QueueFixtures.refusal(batch.deliveries().get(1))));
    link.lose(loss);
    untilDone(() -> queue.settle(batch, settlement));

    assertThat(link.isLossPending()).isFalse();
    assertThat(queue.depth()).isEqualTo(new Depth(2, 5, 3, 1));
    assertThat(reopened().depth()).isEqualTo(queue.depth());
    assertThat(
            await(new DeadLetters(vertx, database.pool()).count(QueueFixtures.all(address))).all())
        .isEqualTo(1);
  }

  @Test
  void a_settlement_in_one_statement_happens_once_when_its_answer_is_lost() {
    await(queue.append(changes(0, 9), "page-1"));
    for (int n = 0; n < 3; n++) {
      Batch batch = await(queue.take(0, 3));
      link.lose(Loss.AFTER_STATEMENT);
      untilDone(() -> queue.settle(batch, Settlement.whole(batch)));
      assertThat(link.isLossPending()).isFalse();
      assertThat(queue.depth().settled()).isEqualTo(batch.end());
    }
    assertThat(reopened().depth()).isEqualTo(new Depth(0, 9, 9, 0));
  }

  @Test
  void work_under_way_fails_as_retriable_when_the_server_restarts_its_sessions() {
    await(queue.append(changes(0, 5), "page-1"));
    terminateSessions();
    untilDone(() -> queue.append(changes(5, 6), "page-2"));
    assertThat(untilDone(() -> queue.take(0, 10)).size()).isEqualTo(6);
  }

  private void terminateSessions() {
    await(
        database
            .pool()
            .query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
            .execute());
  }

  @Test
  void a_database_that_cannot_be_reached_fails_as_retriable() {
    link.down();
    assertThatThrownBy(() -> await(queue.append(changes(0, 1), "c")))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.retriable()).isTrue());
    assertThatThrownBy(() -> await(Database.open(vertx, link.options(1))))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.retriable()).isTrue());
  }
}
