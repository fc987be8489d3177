package io.tidegate.http;

import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.consent.LedgerEntry;
import io.tidegate.workflow.privacy.Erasure;
import io.tidegate.workflow.privacy.Erasures;
import io.tidegate.workflow.trace.Trace;
import io.tidegate.workflow.trace.TraceQuery;
import io.tidegate.workflow.trace.TraceStep;
import io.tidegate.workflow.trace.TracedRecord;
import io.tidegate.workflow.trace.Traces;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A ledger with 120 entries about {@link #KNOWN} and none about anybody else, and erasures that are
 * completed when a test says so. The trace knows {@link #KNOWN} and {@link #EMAIL}.
 */
public final class FakePeople implements ConsentLedger, Erasures, Traces {
  public static final String KNOWN = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";

  /** Known to the trace. */
  public static final String EMAIL = "jane@example.org";

  private static final Instant THEN = FakeWorkflows.THEN;

  private final List<Erasure> erasures = new ArrayList<>();
  private final List<String> erased = new ArrayList<>();
  private TraceQuery asked;
  private RuntimeException failure;

  /** From now on everything fails so. */
  public synchronized void failWith(RuntimeException cause) {
    failure = cause;
  }

  /** Whose erasure was asked for, oldest first. */
  public synchronized List<String> erased() {
    return List.copyOf(erased);
  }

  /** Nothing is left of anybody whose erasure was asked for. */
  public synchronized void complete() {
    erasures.replaceAll(
        begun ->
            new Erasure(
                begun.id(),
                begun.personHash(),
                begun.requestedAt(),
                THEN.plusSeconds(31),
                Map.of("queues", 2L, "consentLedger", 4L)));
  }

  @Override
  public synchronized Future<List<LedgerEntry>> entries(
      String person, int limit, OptionalLong before) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    long newest = person.equals(KNOWN) ? Math.min(120, before.orElse(Long.MAX_VALUE) - 1) : 0;
    return Future.succeededFuture(
        LongStream.iterate(newest, n -> n > 0, n -> n - 1)
            .limit(limit)
            .mapToObj(FakePeople::entry)
            .toList());
  }

  /** The newest is a conflict that is not written yet, the one before it was not to be written. */
  private static LedgerEntry entry(long id) {
    boolean conflict = id == 120;
    boolean kept = id == 119;
    return new LedgerEntry(
        id,
        KNOWN,
        kept ? "sms" : "email",
        conflict ? "both" : "campaign",
        THEN,
        conflict ? null : false,
        false,
        true,
        conflict ? THEN.minusSeconds(2) : null,
        THEN.minusSeconds(1),
        !kept,
        conflict ? "conflict" : kept ? "kept" : "propagated",
        conflict ? "optOutWins" : null,
        kept ? null : "dynamics",
        conflict || kept ? null : THEN.plusMillis(1_250));
  }

  /** What the trace was last asked. */
  public synchronized TraceQuery asked() {
    return asked;
  }

  /** A pending change, a refused one, a written one; and an event that was written. */
  @Override
  public synchronized Future<Trace> find(TraceQuery query) {
    asked = query;
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    if (!KNOWN.equals(query.key()) && !EMAIL.equals(query.email())) {
      return Future.succeededFuture(new Trace(List.of(), false));
    }
    return Future.succeededFuture(
        new Trace(
            List.of(
                new TracedRecord(
                    "ingress",
                    "contact",
                    KNOWN,
                    "https://campaign.example/profile/@1",
                    List.of(
                        step(9, "queued", null, null, 41L),
                        step(7, "refused", "The e-mail address is too long.", 12L, null),
                        step(3, "written", "created", null, null))),
                new TracedRecord(
                    "egress", "opens", KNOWN, null, List.of(step(5, "written", null, null, null)))),
            true));
  }

  private static TraceStep step(
      int minute, String step, String answer, Long deadLetter, Long ahead) {
    Instant at = THEN.plusSeconds(60L * minute);
    boolean pending = ahead != null;
    return new TraceStep(
        at,
        step,
        "UPSERT",
        at.minusSeconds(2),
        100 + minute,
        3,
        pending ? null : 7L,
        pending ? 0 : 1,
        answer,
        deadLetter,
        ahead,
        pending ? at.plusSeconds(40) : null);
  }

  @Override
  public synchronized Future<Erasure> erase(String person) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    erased.add(person);
    Erasure begun = new Erasure(erasures.size() + 1L, "9c56cc51b374", THEN, null, Map.of());
    erasures.add(begun);
    return Future.succeededFuture(begun);
  }

  @Override
  public synchronized Future<Optional<Erasure>> find(long id) {
    return Future.succeededFuture(erasures.stream().filter(one -> one.id() == id).findFirst());
  }

  @Override
  public synchronized Future<List<Erasure>> list(int limit, OptionalLong before) {
    List<Erasure> newestFirst = new ArrayList<>();
    erasures.stream()
        .filter(one -> one.id() < before.orElse(Long.MAX_VALUE))
        .forEach(one -> newestFirst.add(0, one));
    return Future.succeededFuture(newestFirst.stream().limit(limit).toList());
  }
}
