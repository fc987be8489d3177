package io.tidegate.acceptance.faults;

import io.tidegate.acceptance.SandboxServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What happens in both systems all the time: contacts, accounts, subscriptions and invoice lines
 * are created, changed and deleted, people change their minds on both sides, mailings are sent and
 * opened. Drawn by a seed.
 */
final class Load implements AutoCloseable {
  private static final int STEP_MILLIS = 250;
  private static final int MAILING_EVERY = 10;

  /**
   * Seldom enough that hardly anybody changes their mind twice in Campaign within one outage: that
   * cannot always be told from what ingress writes (ADR 7).
   */
  private static final int CONSENT_EVERY = 3;

  private final SandboxServer sandbox;
  private final Random random;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "load");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> ticking;
  private boolean on;
  private long steps;
  private volatile Throwable failure;

  Load(SandboxServer sandbox, long seed) {
    this.sandbox = sandbox;
    this.random = new Random(seed);
    ticking = timer.scheduleWithFixedDelay(this::tick, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void start() {
    on = true;
  }

  /** Nothing happens any more when this returns, but for what mailings still have in store. */
  synchronized void pause() {
    on = false;
    if (failure != null) {
      throw new IllegalStateException("The load failed", failure);
    }
  }

  synchronized long steps() {
    return steps;
  }

  private synchronized void tick() {
    if (!on) {
      return;
    }
    try {
      step();
    } catch (RuntimeException | AssertionError e) {
      on = false;
      failure = e;
    }
  }

  private void step() {
    steps++;
    control("/changes", changes(3, steps % 8 == 0, steps % 8 == 4));
    control("/linked/changes", changes(2, steps % 8 == 2, steps % 8 == 6));
    if (steps % CONSENT_EVERY == 0) {
      control(
          "/consent",
          new JsonObject()
              .put("changes", 1)
              .put("people", 400)
              .put("seed", random.nextInt(Integer.MAX_VALUE))
              .put("sides", new JsonArray().add("dynamics").add("campaign"))
              .put(
                  "channels",
                  new JsonArray().add("email").add("sms").add("phone").add("postal").add("all")));
    }
    if (steps % MAILING_EVERY == 1) {
      control(
          "/mailings",
          new JsonObject()
              .put("count", 10)
              .put("openShare", 0.5)
              .put("clickShare", 0.2)
              .put("bounceShare", 0.05)
              .put("seed", random.nextInt(Integer.MAX_VALUE))
              .put("overSeconds", 2));
    }
  }

  private JsonObject changes(int count, boolean delete, boolean create) {
    return new JsonObject()
        .put("count", count)
        .put("deletes", delete ? 1 : 0)
        .put("creates", create ? 1 : 0)
        .put("seed", random.nextInt(Integer.MAX_VALUE));
  }

  private void control(String path, JsonObject body) {
    sandbox.control("POST", path, body);
  }

  @Override
  public void close() {
    ticking.cancel(false);
    timer.shutdownNow();
  }
}
