package io.tidegate.bench;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Change;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.QueueOptions;
import io.tidegate.queue.Settlement;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.Backoff;
import io.tidegate.workflow.Supervisor;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.tidegate.workflow.trace.Identities;
import io.tidegate.workflow.trace.StoredTraces;
import io.tidegate.workflow.trace.Trace;
import io.tidegate.workflow.trace.TraceQuery;
import io.tidegate.workflow.trace.TraceStep;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Fills the trace with millions of steps of many people, by the code that notes them, and asks what
 * became of some, chosen at random: by e-mail address, and by id.
 */
final class TraceQuestions {
  private static final String ADDRESS = "ingress.contact";
  private static final int STEPS_A_PERSON = 5;
  private static final int PAGE = 5_000;
  private static final int ASKED = 20;

  private final Vertx vertx;
  private final Pool pool;
  private final Identities identities;
  private final Random random = new Random(20_261_128);

  /** The positions of the steps of those who will be asked for. */
  private final Map<Integer, Set<Long>> truth = new HashMap<>();

  TraceQuestions(Vertx vertx, Pool pool, Identities identities) {
    this.vertx = vertx;
    this.pool = pool;
    this.identities = identities;
  }

  void ask(int steps, int pending) {
    int people = Math.max(ASKED, steps / STEPS_A_PERSON);
    while (truth.size() < ASKED) {
      truth.put(random.nextInt(people), new TreeSet<>());
    }
    AddressQueue queue = AddressQueue.open(vertx, pool, ADDRESS, QueueOptions.defaults()).await();
    long before = size();
    fill(steps, people);
    System.out.printf("%n%,d steps take up %,d MiB%n", steps, (size() - before) / (1 << 20));
    know(people);
    append(queue, pending, people);
    // The next is as after a restart: nothing of it has been asked before.
    Supervisor none = new Supervisor(pool, List.of(), QueueOptions.defaults(), Backoff.STANDARD);
    StoredTraces traces = new StoredTraces(pool, identities, none);
    System.out.printf(
        "%n%d people of %,d, %,d steps in %d parts, %,d changes pending:%n",
        ASKED, people, steps, parts(), pending);
    System.out.println("| person | steps | by e-mail, ms | by id, ms |");
    System.out.println("|---:|---:|---:|---:|");
    double slowest = 0;
    int number = 1;
    for (int person : truth.keySet()) {
      double byEmail =
          asked(traces, new TraceQuery(email(person), null, null, null, 500, null), person);
      double byId = asked(traces, new TraceQuery(null, id(person), null, null, 500, null), person);
      slowest = Math.max(slowest, Math.max(byEmail, byId));
      System.out.printf(
          "| %d | %d | %.1f | %.1f |%n", number++, truth.get(person).size(), byEmail, byId);
    }
    System.out.printf("%nAll correct; the slowest answer took %.1f ms%n", slowest);
    queue.close().await();
  }

  private double asked(StoredTraces traces, TraceQuery query, int person) {
    long start = System.nanoTime();
    Trace trace = traces.find(query).await();
    double millis = (System.nanoTime() - start) / 1e6;
    Set<Long> found = new TreeSet<>();
    trace.records().stream()
        .flatMap(record -> record.steps().stream())
        .filter(step -> step.ahead() == null)
        .map(TraceStep::position)
        .forEach(found::add);
    if (!found.equals(truth.get(person))) {
      throw new IllegalStateException(found + " was found of " + truth.get(person));
    }
    return millis;
  }

  private static String id(int person) {
    return new UUID(person * 0xC2B2AE3D27D4EB4FL, person).toString();
  }

  private static String email(int person) {
    return "person" + person + "@example.org";
  }

  /** By the code that notes what a batch came to; who has how many steps is left to chance. */
  private void fill(int steps, int people) {
    FlowTrace trace = new FlowTrace(ADDRESS, 1);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    for (long first = 0; first < steps; first += PAGE) {
      List<Delivery> deliveries = new ArrayList<>(PAGE);
      Map<Long, Fate> fates = new HashMap<>();
      for (long position = first; position < Math.min(steps, first + PAGE); position++) {
        int person = random.nextInt(people);
        if (truth.containsKey(person)) {
          truth.get(person).add(position);
        }
        Change change = Change.upsert(id(person), Buffer.buffer());
        deliveries.add(new Delivery(position, change, false, now));
        fates.put(position, new Fate(Effect.UPDATED, 1));
      }
      Batch batch = new Batch(ADDRESS, 0, deliveries);
      Settlement noting = trace.noting(batch, Settlement.whole(batch), fates);
      Transactions.run(pool, connection -> noting.alongside().apply(connection).<Void>mapEmpty())
          .await();
    }
  }

  private void know(int people) {
    for (int first = 0; first < people; first += PAGE) {
      Map<String, String> emails = new HashMap<>();
      for (int person = first; person < Math.min(people, first + PAGE); person++) {
        emails.put(id(person), email(person));
      }
      Future<Void> kept =
          Transactions.run(pool, connection -> identities.keep(connection, ADDRESS, emails));
      kept.await();
    }
  }

  private void append(AddressQueue queue, int pending, int people) {
    for (int first = 0; first < pending; first += PAGE) {
      Set<Integer> chosen = new HashSet<>();
      for (int n = first; n < Math.min(pending, first + PAGE); n++) {
        chosen.add(random.nextInt(people));
      }
      List<Change> page = new ArrayList<>();
      Buffer payload = Contacts.page(first, 1).get(0).payload();
      chosen.forEach(person -> page.add(Change.upsert(id(person), payload)));
      queue.append(page, null).await();
    }
  }

  private long size() {
    return number("SELECT pg_database_size(current_database())");
  }

  private long parts() {
    return number("SELECT count(*) FROM trace.part");
  }

  private long number(String query) {
    return pool.query(query).execute().await().iterator().next().getLong(0);
  }
}
