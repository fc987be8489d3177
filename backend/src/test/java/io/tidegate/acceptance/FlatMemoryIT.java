package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The backlog is in the database, not in memory. */
class FlatMemoryIT {
  private static final int PEOPLE = Extent.of(250_000, 1_000_000);
  private static final long MEGABYTE = 1 << 20;

  @Test
  void a_backlog_larger_than_the_heap_is_held() {
    try (SandboxServer sandbox = SandboxServer.start()) {
      sandbox.people(PEOPLE);
      try (ServiceProcess service =
          ServiceProcess.start(
              "flat-memory",
              TestDatabase.create().options(),
              sandbox.url(),
              Map.of("TIDEGATE_INGRESS_PAGE_SIZE", "5000"))) {
        service.post("/start");
        service.awaitStatus("RUNNING");
        sandbox.fault(
            new JsonObject()
                .put("api", "campaign")
                .put("kind", "status")
                .put("status", 503)
                .put("share", 1.0));
        AtomicLong most = new AtomicLong();
        service.awaitIngress(
            "all of it is queued",
            Duration.ofMinutes(10),
            ingress -> {
              most.accumulateAndGet(service.heapUsed(), Math::max);
              return ingress.getJsonArray("flows").getJsonObject(0).getLong("read") >= PEOPLE;
            });
        System.out.printf(
            "A backlog of %,d records; the heap in use was at most %d MB%n",
            service.ingress().getLong("backlog"), most.get() / MEGABYTE);
        // -Xmx256m and -XX:+ExitOnOutOfMemoryError: had it needed more, it would have ended.
        assertThat(service.isAlive()).isTrue();
        assertThat(most.get()).isPositive().isLessThan(256 * MEGABYTE);
        assertThat(service.ingress().getLong("backlog")).isGreaterThan(PEOPLE * 9L / 10);
        assertThat(service.ingress().getString("status")).isEqualTo("RUNNING");
      }
    }
  }
}
