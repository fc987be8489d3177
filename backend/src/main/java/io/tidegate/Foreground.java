package io.tidegate;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service until the process is asked to end (Ctrl-C, SIGTERM), then closes it whole. */
final class Foreground {
  private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);
  private static final int CLOSE_SECONDS = 20;

  private Foreground() {}

  /**
   * Starts the service and waits.
   *
   * @param settings may itself need Vert.x
   * @param ready what to print once the service answers
   * @param overrides settings that stand above all others
   * @return the exit code, once the process was asked to end
   */
  static int run(
      Function<Vertx, Future<Settings>> settings,
      Function<Service, String> ready,
      Map<String, String> overrides) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    Vertx vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(registry))
            .with(
                new VertxOptions()
                    .setMetricsOptions(
                        new MicrometerMetricsOptions()
                            .setEnabled(true)
                            // Vert.x makes them only after it has bound the port: a request that
                            // comes
                            // in between is not answered before its connection times out.
                            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER.toCategory())))
            .build();
    CountDownLatch ended = new CountDownLatch(1);
    try {
      Service service =
          await(
              settings
                  .apply(vertx)
                  .map(loaded -> new Service(vertx, loaded.with(overrides), registry)));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    close(vertx, service);
                    ended.countDown();
                  },
                  "shutdown"));
      await(service.start());
      System.out.println(ready.apply(service));
      ended.await();
      return 0;
    } catch (SettingException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 130;
    } catch (Exception failed) {
      LOG.error("Tidegate cannot start: {}", failed.getMessage());
      LOG.debug("Because of", failed);
      return 1;
    }
  }

  private static void close(Vertx vertx, Service service) {
    try {
      // One after the other: a future of an event loop that is closed would never be heard of.
      await(service.close(), CLOSE_SECONDS);
      await(vertx.close(), CLOSE_SECONDS);
    } catch (TimeoutException late) {
      LOG.warn("The service did not close within {} s; the next start mends it", CLOSE_SECONDS);
    } catch (Exception failed) {
      LOG.warn("The service did not close cleanly; the next start mends it", failed);
    }
  }

  private static <T> T await(Future<T> future, int seconds) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }
}
