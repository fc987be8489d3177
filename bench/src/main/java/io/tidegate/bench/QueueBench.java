package io.tidegate.bench;

import io.tidegate.queue.Change;
import io.tidegate.store.Database;
import io.tidegate.store.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fills a queue with millions of records, reads how deep it is, empties it; then the same with the
 * naive queue, in the same process, on the same PostgreSQL with its default durability.
 */
@Command(
    name = "queue",
    description = "The address queue beside a SKIP LOCKED + DELETE queue.",
    mixinStandardHelpOptions = true)
final class QueueBench implements Callable<Integer> {
  private static final int MEMORY_READS = 100_000;

  @Option(names = "--records", description = "Records in the backlog (${DEFAULT-VALUE}).")
  private int records = 10_000_000;

  @Option(names = "--page", description = "Records per append (${DEFAULT-VALUE}).")
  private int page = 5_000;

  @Option(names = "--batch", description = "Records per take (${DEFAULT-VALUE}).")
  private int batch = 1_000;

  private HeapWatch heap;

  @Override
  public Integer call() throws IOException {
    Path folder = Folders.create();
    Vertx vertx = Vertx.vertx();
    heap = new HeapWatch(vertx);
    System.out.printf(
        "%,d records with payloads of %d bytes, pages of %,d, batches of %,d;"
            + " -Xmx %d MiB, %d processors, load average before %.1f%n",
        records,
        Contacts.page(0, 1).get(0).payload().length(),
        page,
        batch,
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder)) {
      Database database = Database.open(vertx, server.options()).await();
      printServer(database.pool());
      TidegateQueue queue = new TidegateQueue(vertx, database.pool(), batch);
      QueueFigures tidegate = measure(queue, database.pool());
      Times memory = Times.of(MEMORY_READS, queue::depthInMemory);
      QueueFigures naive = measure(new SkipLockedQueue(database.pool(), batch), database.pool());
      System.out.println();
      QueueFigures.print(System.out, tidegate, naive);
      System.out.printf(
          "%nTidegate's depth as the service shows it, from memory: median %.5f ms,"
              + " 99th percentile %.5f ms%n",
          memory.percentile(50), memory.percentile(99));
      database.close().await();
    } finally {
      vertx.close().await();
      Folders.delete(folder);
    }
    return 0;
  }

  private static void printServer(Pool pool) {
    pool.query(
            "SELECT split_part(version(), ' on ', 1), current_setting('fsync'),"
                + " current_setting('synchronous_commit'), current_setting('shared_buffers')")
        .execute()
        .await()
        .forEach(
            row ->
                System.out.printf(
                    "%s, fsync %s, synchronous_commit %s, shared_buffers %s%n%n",
                    row.getString(0), row.getString(1), row.getString(2), row.getString(3)));
  }

  private QueueFigures measure(Contender contender, Pool pool) {
    contender.open().await();
    long before = size(pool);
    heap.takeMaximum();
    double append = rate(() -> fill(contender));
    long appendHeap = heap.takeMaximum();
    System.out.printf("%s: appended at %,.0f/s%n", contender.name(), append);

    Times depth = Times.of(contender.depthReads(), () -> checkFull(contender));
    long fullSize = size(pool) - before;
    System.out.printf("%s: depth by SQL in %,.2f ms%n", contender.name(), depth.percentile(50));

    heap.takeMaximum();
    double drain = rate(() -> contender.drain().await());
    System.out.printf("%s: drained at %,.0f/s%n", contender.name(), drain);
    return new QueueFigures(
        append,
        drain,
        depth.percentile(50),
        depth.percentile(99),
        appendHeap,
        heap.takeMaximum(),
        fullSize,
        size(pool) - before);
  }

  private void fill(Contender contender) {
    for (int n = 0; n < records; n += page) {
      List<Change> changes = Contacts.page(n, Math.min(page, records - n));
      contender.append(changes, "cursor-" + n).await();
    }
  }

  private void checkFull(Contender contender) {
    long depth = contender.depthBySql().await();
    if (depth != records) {
      throw new IllegalStateException(contender.name() + " holds " + depth);
    }
  }

  private double rate(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return records / ((System.nanoTime() - start) / 1e9);
  }

  /** What the database takes up on disk, in bytes. */
  private static long size(Pool pool) {
    return pool.query("SELECT pg_database_size(current_database())")
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
