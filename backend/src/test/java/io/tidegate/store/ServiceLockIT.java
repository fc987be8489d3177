package io.tidegate.store;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class ServiceLockIT extends DatabaseTest {

  private ServiceLock acquire() {
    return await(ServiceLock.acquire(vertx, testDatabase.options()));
  }

  /** A second service, once it waits. */
  private Future<ServiceLock> waiting() {
    Promise<Void> waits = Promise.promise();
    Future<ServiceLock> second =
        ServiceLock.acquire(vertx, testDatabase.options(), waits::complete);
    await(waits.future());
    assertThat(second.isComplete()).isFalse();
    return second;
  }

  @Test
  void a_second_service_waits_until_the_first_lets_go() {
    ServiceLock first = acquire();
    Future<ServiceLock> second = waiting();
    await(first.release());
    await(await(second).release());
    assertThat(first.lost().isComplete()).isFalse();
  }

  @Test
  void a_second_service_takes_over_when_the_first_loses_its_session() {
    ServiceLock first = acquire();
    Future<ServiceLock> second = waiting();
    await(
        database
            .pool()
            .query(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND granted AND database ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())")
            .execute());
    await(first.lost());
    await(await(second).release());
  }

  @Test
  void a_service_notices_that_its_database_has_gone_silent() {
    FaultyLink link = FaultyLink.start(vertx, testDatabase.options());
    ServiceLock lock = await(ServiceLock.acquire(vertx, link.options(1)));
    link.freeze();
    await(lock.lost());
    await(acquire().release());
  }

  @Test
  void locks_on_different_databases_do_not_meet() {
    ServiceLock here = acquire();
    ServiceLock there = await(ServiceLock.acquire(vertx, TestDatabase.create().options()));
    await(here.release());
    await(there.release());
  }

  @Test
  void a_database_that_cannot_be_reached_is_said_at_once() {
    FaultyLink link = FaultyLink.start(vertx, testDatabase.options());
    link.down();
    assertThatThrownBy(() -> await(ServiceLock.acquire(vertx, link.options(1))))
        .isInstanceOf(DatabaseException.class);
  }
}
