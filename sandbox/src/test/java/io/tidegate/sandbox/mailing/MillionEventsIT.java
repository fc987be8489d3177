package io.tidegate.sandbox.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred thousand people and a million events, in the heap of a test. */
class MillionEventsIT {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final int PEOPLE = 110_000;
  private static final long GIGABYTE = 1L << 30;

  private Duration slowest = Duration.ZERO;

  @Test
  void a_million_events_are_made_and_exported_while_the_apis_are_served() {
    long before = usedHeap();
    post("/people", new JsonObject().put("count", PEOPLE));
    post("/profiles", new JsonObject().put("fromContacts", true));
    long events = 0;
    JsonObject mailing =
        new JsonObject().put("count", PEOPLE).put("openShare", 0.9).put("clickShare", 0.6);
    while (events < 1_000_000) {
      JsonObject sent = post("/mailings", mailing.put("bounceShare", 0.05).put("seed", events));
      for (String count : new String[] {"sent", "opened", "clicked", "bounced"}) {
        events += sent.getInteger(count);
      }
    }
    long grown = usedHeap() - before;
    JsonArray files = post("/exports", new JsonObject().put("optOuts", true)).getJsonArray("files");
    post("/consent", new JsonObject().put("changes", 100_000));

    long rows = files.stream().mapToLong(file -> ((JsonObject) file).getLong("rows")).sum();
    System.out.printf(
        "%,d events, %,d rows in %d files: %,d MB; slowest answer meanwhile %d ms%n",
        events, rows, files.size(), grown >> 20, slowest.toMillis());
    assertThat(rows).isGreaterThan(1_000_000);
    assertThat(grown).isLessThan(GIGABYTE);
    assertThat(slowest).isLessThan(Duration.ofSeconds(2));
  }

  /** Has something done, and looks all the time how long others have to wait meanwhile. */
  private JsonObject post(String path, JsonObject body) {
    long begin = System.nanoTime();
    CompletableFuture<JsonObject> done =
        CompletableFuture.supplyAsync(() -> SANDBOX.control(HttpMethod.POST, path, body));
    while (!done.isDone()) {
      Duration profile = timeOfAnAnswer();
      slowest = profile.compareTo(slowest) > 0 ? profile : slowest;
    }
    System.out.printf("%s in %.1f s%n", path, (System.nanoTime() - begin) / 1e9);
    return done.join();
  }

  private static Duration timeOfAnAnswer() {
    long begin = System.nanoTime();
    assertThat(SANDBOX.get(RunningSandbox.PROFILES + "?_lineCount=1").statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
