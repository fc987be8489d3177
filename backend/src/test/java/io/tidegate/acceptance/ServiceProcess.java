package io.tidegate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.store.DatabaseOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * The service as it is run in production: the built jar in a process of its own, with a heap of 256
 * MB, which can be killed.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "tidegate.jar").toAbsolutePath();

  private final Map<String, String> environment;
  private final int port;
  private final File log;
  private Process process;

  private ServiceProcess(Map<String, String> environment, int port, File log) {
    this.environment = environment;
    this.port = port;
    this.log = log;
  }

  /** Starts the service against a sandbox, unpaced unless the settings say otherwise. */
  public static ServiceProcess start(
      String name, DatabaseOptions database, String sandbox, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TIDEGATE_DYNAMICS_URL", sandbox + "/dynamics");
    environment.put(
        "TIDEGATE_DYNAMICS_TOKEN_URL", sandbox + "/entra/contoso-tenant/oauth2/v2.0/token");
    environment.put("TIDEGATE_DYNAMICS_CLIENT_ID", "dynamics-client");
    environment.put("TIDEGATE_DYNAMICS_CLIENT_SECRET", "dynamics-secret");
    environment.put("TIDEGATE_DYNAMICS_REQUESTS_PER_SECOND", "0");
    environment.put("TIDEGATE_DYNAMICS_AVERAGE_CONCURRENCY", "0");
    environment.put("TIDEGATE_CAMPAIGN_URL", sandbox + "/campaign/contoso");
    environment.put("TIDEGATE_CAMPAIGN_TOKEN_URL", sandbox + "/ims/token/v3");
    environment.put("TIDEGATE_CAMPAIGN_CLIENT_ID", "campaign-client");
    environment.put("TIDEGATE_CAMPAIGN_CLIENT_SECRET", "campaign-secret");
    environment.put("TIDEGATE_CAMPAIGN_REQUESTS_PER_SECOND", "0");
    environment.put("TIDEGATE_CAMPAIGN_MAX_CONCURRENCY", "64");
    environment.put("TIDEGATE_INGRESS_POLL_SECONDS", "1");
    environment.put("TIDEGATE_INGRESS_DELETIONS", "true");
    environment.put("TIDEGATE_CONSENT_SMS_DYNAMICS", "new_donotsms");
    environment.put("TIDEGATE_CONSENT_PUSH_DYNAMICS", "new_donotpush");
    environment.put("TIDEGATE_CONSENT_ALL_DYNAMICS", "msdyn_gdproptout");
    environment.putAll(settings);
    return start(name, database, environment);
  }

  /** Starts the service with a database, and nothing configured. */
  static ServiceProcess empty(String name, DatabaseOptions database) {
    return start(name, database, new HashMap<>());
  }

  private static ServiceProcess start(
      String name, DatabaseOptions database, Map<String, String> environment) {
    int port = freePort();
    environment.put("TIDEGATE_HTTP_PORT", Integer.toString(port));
    environment.put("TIDEGATE_DATABASE_URL", database.uri());
    environment.put("TIDEGATE_DATABASE_USER", database.user());
    environment.put("TIDEGATE_DATABASE_PASSWORD", database.password());
    environment.put("TIDEGATE_SECRETS_KEY_FILE", "target/secrets.key");
    File log = new File("target", "service-" + name + ".log");
    try {
      // What an earlier test's said is not about this one.
      Files.deleteIfExists(log.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServiceProcess service = new ServiceProcess(environment, port, log);
    service.start();
    return service;
  }

  /** Starts the process (again) and waits until it is ready. */
  public void start() {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                JAR.toString(),
                "serve")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("TIDEGATE_"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("the service is ready; its log is " + log)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isReady() || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("The service ended; its log is " + log);
    }
  }

  public boolean isReady() {
    return Http.get(url() + "/health/ready", Map.of()).status() == 200;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public File log() {
    return log;
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A workflow as the API shows it. */
  public JsonObject workflow(String id) {
    return Http.get(url() + "/api/v1/workflows/" + id, Map.of()).json();
  }

  JsonObject flow(String workflow, String id) {
    return workflow(workflow).getJsonArray("flows").stream()
        .map(JsonObject.class::cast)
        .filter(flow -> id.equals(flow.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  JsonObject ingress() {
    return workflow("ingress");
  }

  JsonObject contactFlow() {
    return flow("ingress", "contact");
  }

  /** Asks something of the ingress workflow. */
  Http.Answer post(String path) {
    return postTo("ingress", path);
  }

  Http.Answer post(String path, JsonObject body) {
    return Http.send("POST", url() + "/api/v1/workflows/ingress" + path, body);
  }

  /** Asks something of a workflow, for instance {@code /start}. */
  public Http.Answer postTo(String workflow, String path) {
    return Http.send("POST", url() + "/api/v1/workflows/" + workflow + path, null);
  }

  /** Asks the API something that it answers at once. */
  JsonObject ask(String method, String path, JsonObject body) {
    Http.Answer answer = Http.send(method, url() + "/api/v1" + path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  List<JsonObject> deadLetters() {
    return deadLetters("ingress");
  }

  List<JsonObject> deadLetters(String workflow) {
    JsonArray letters =
        Http.get(url() + "/api/v1/dead-letters?limit=100&workflow=" + workflow, Map.of())
            .json()
            .getJsonArray("deadLetters");
    return letters.stream().map(JsonObject.class::cast).toList();
  }

  /** What the trace says became of a record's changes, the newest of each flow first. */
  List<String> steps(String key) {
    JsonObject trace =
        Http.send("POST", url() + "/api/v1/trace", new JsonObject().put("key", key)).json();
    List<String> steps = new ArrayList<>();
    for (Object each : trace.getJsonArray("records")) {
      JsonObject record = (JsonObject) each;
      for (Object step : record.getJsonArray("steps")) {
        steps.add(record.getString("workflow") + " " + ((JsonObject) step).getString("step"));
      }
    }
    return steps;
  }

  /** Waits until the ingress workflow, as the API shows it, is as it should be. */
  void awaitIngress(String what, Duration atMost, Predicate<JsonObject> condition) {
    awaitWorkflow("ingress", what, atMost, condition);
  }

  void awaitWorkflow(String id, String what, Duration atMost, Predicate<JsonObject> condition) {
    await(what + "; the service's log is " + log)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> condition.test(workflow(id)));
  }

  void awaitStatus(String status) {
    awaitStatus("ingress", status);
  }

  void awaitStatus(String workflow, String status) {
    awaitWorkflow(
        workflow,
        workflow + " is " + status,
        Duration.ofSeconds(60),
        shown -> status.equals(shown.getString("status")));
  }

  /** The largest heap in use that the service's own metrics show now, in bytes. */
  public long heapUsed() {
    return Http.get(url() + "/metrics", Map.of())
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The same, of what is not garbage. */
  public long liveHeap() {
    try {
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(process.pid()),
              "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return heapUsed();
  }

  /** Ends it as an operator would, by SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** None that connections are made from: it must still be free when the process starts again. */
  private static int freePort() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
