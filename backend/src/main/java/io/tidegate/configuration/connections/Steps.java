package io.tidegate.configuration.connections;

import io.tidegate.configuration.ConnectionTools.Status;
import io.tidegate.configuration.ConnectionTools.Step;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.UnusableException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a connection's test, one after the other. */
final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  /** A person waits for it; the systems' own limits are longer. */
  private static final long PATIENCE_SECONDS = 30;

  private final List<Planned> planned = new ArrayList<>();

  /** What a step found. */
  record Found(Status status, String message, String remedy) {
    static Found passed(String message) {
      return new Found(Status.PASSED, message, null);
    }

    static Found warning(String message, String remedy) {
      return new Found(Status.WARNING, message, remedy);
    }

    static Found failed(String message, String remedy) {
      return new Found(Status.FAILED, message, remedy);
    }

    static Found skipped(String message) {
      return new Found(Status.SKIPPED, message, null);
    }
  }

  private record Planned(String id, boolean decisive, Supplier<Future<Found>> test) {}

  /** A step without which the later ones make no sense. */
  Steps first(String id, Supplier<Future<Found>> test) {
    planned.add(new Planned(id, true, test));
    return this;
  }

  /** A step that the later ones do not depend on. */
  Steps then(String id, Supplier<Future<Found>> test) {
    planned.add(new Planned(id, false, test));
    return this;
  }

  /** Tests. Never fails. */
  Future<List<Step>> run() {
    List<Step> done = new ArrayList<>();
    boolean[] broken = new boolean[1];
    Future<?> last = Future.succeededFuture();
    for (Planned step : planned) {
      last =
          last.compose(before -> broken[0] ? skipped() : found(step))
              .onSuccess(
                  found -> {
                    broken[0] |= step.decisive() && found.status() == Status.FAILED;
                    done.add(new Step(step.id(), found.status(), found.message(), found.remedy()));
                  });
    }
    return last.map(done);
  }

  private static Future<Found> skipped() {
    return Future.succeededFuture(Found.skipped("Not tested, since a step before it failed."));
  }

  private static Future<Found> found(Planned step) {
    Future<Found> found;
    try {
      found = step.test().get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RuntimeException failure) {
      found = Future.failedFuture(failure);
    }
    return found.otherwise(Steps::failed);
  }

  private static Found failed(Throwable failure) {
    if (failure instanceof UnusableException unusable) {
      return Found.failed(unusable.cause(), unusable.remedy());
    }
    if (failure instanceof TimeoutException) {
      return Found.failed(
          "There was no answer within %d s.".formatted(PATIENCE_SECONDS),
          "Check the address and the network, and test again.");
    }
    if (failure instanceof ConnectorException) {
      return Found.failed(
          failure.getMessage(), "Check the address and the network, and test again.");
    }
    LOG.warn("A connection's test failed unforeseen", failure);
    return Found.failed(
        "The test failed unforeseen (" + failure.getClass().getSimpleName() + ").",
        "See the service's log.");
  }
}
