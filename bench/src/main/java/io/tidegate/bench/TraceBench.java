package io.tidegate.bench;

import io.tidegate.store.Database;
import io.tidegate.store.EmbeddedDatabase;
import io.tidegate.store.Secrets;
import io.tidegate.workflow.trace.Identities;
import io.tidegate.workflow.trace.TraceKeeper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the record trace costs, and how quickly it answers: appends and settles the same records
 * with and without it, several times in turn; then fills it and asks for people at random.
 */
@Command(
    name = "trace",
    description = "The address queue with and without the record trace; and what that answers.",
    mixinStandardHelpOptions = true)
final class TraceBench implements Callable<Integer> {

  @Option(names = "--records", description = "Records a turn (${DEFAULT-VALUE}).")
  private int records = 400_000;

  @Option(names = "--turns", description = "Turns each (${DEFAULT-VALUE}).")
  private int turns = 5;

  @Option(names = "--steps", description = "Rows in the trace that is asked (${DEFAULT-VALUE}).")
  private int steps = 10_000_000;

  @Option(names = "--pending", description = "Records in the queue meanwhile (${DEFAULT-VALUE}).")
  private int pending = 250_000;

  @Override
  public Integer call() throws IOException {
    Path folder = Folders.create();
    Vertx vertx = Vertx.vertx();
    System.out.printf(
        "-Xmx %d MiB, %d processors, load average before %.1f%n",
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder)) {
      Database database = Database.open(vertx, server.options()).await();
      TraceKeeper keeper =
          new TraceKeeper(vertx, database.pool(), new TraceKeeper.Retention(30, 1_000_000_000));
      Secrets secrets =
          Secrets.open(vertx, database.pool(), Optional.empty(), folder.resolve("key")).await();
      Identities identities = Identities.open(database.pool(), secrets).await();
      compare(new TraceRun(vertx, database.pool(), keeper, new CpuTime(folder)));
      keeper.start();
      new TraceQuestions(vertx, database.pool(), identities).ask(steps, pending);
      keeper.close().await();
      database.close().await();
    } finally {
      vertx.close().await();
      Folders.delete(folder);
    }
    return 0;
  }

  /** In turn, each way round, so that whatever else the machine does is shared out. */
  private void compare(TraceRun run) {
    List<TraceFigures> turned = new ArrayList<>();
    // The first turn only warms up.
    for (int turn = 0; turn <= turns; turn++) {
      TraceFigures figures = new TraceFigures();
      List<TraceRun.Kind> kinds = new ArrayList<>(List.of(TraceRun.Kind.values()));
      if (turn % 2 == 1) {
        Collections.reverse(kinds);
      }
      kinds.forEach(kind -> figures.put(kind, run.measure(kind, kind.records(records))));
      if (turn > 0) {
        turned.add(figures);
      }
    }
    System.out.println();
    System.out.println(
        "| append and settle | records/s without | with the trace | ratio"
            + " | processor µs a record without | with the trace | ratio |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    TraceFigures.print(
        System.out,
        "the queue alone, batches of 1,000",
        turned,
        TraceRun.Kind.BARE,
        TraceRun.Kind.TRACED);
    TraceFigures.print(
        System.out,
        "settled as ingress does, with the record map, batches of 25",
        turned,
        TraceRun.Kind.MAPPED,
        TraceRun.Kind.MAPPED_TRACED);
  }
}
