package io.tidegate.workflow.egress;

import io.tidegate.connector.Gate;
import io.tidegate.connector.Vendor;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Operation;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Settlements;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes events as activities. An activity's id follows from its event, and it is only created when
 * there is none with that id: so however often an event is written, there is one activity.
 */
final class ActivityWriter implements WriterVerticle.Target {
  private final DynamicsClient dynamics;
  private final Gate gate;
  private final ActivityTable table;
  private final WaitingEvents waiting;
  private final FlowTrace trace;
  private final BatchSize size;

  ActivityWriter(
      DynamicsClient dynamics,
      Gate gate,
      ActivityTable table,
      WaitingEvents waiting,
      FlowTrace trace,
      int batchSize) {
    this.dynamics = dynamics;
    this.gate = gate;
    this.table = table;
    this.waiting = waiting;
    this.trace = trace;
    this.size = new BatchSize(batchSize);
  }

  @Override
  public Future<Void> prepare(Retrying retrying) {
    return Future.succeededFuture();
  }

  @Override
  public Optional<Instant> pausedUntil(String system) {
    return system.equals(Vendor.DYNAMICS.system()) ? gate.pausedUntil() : Optional.empty();
  }

  @Override
  public void close() {
    dynamics.close();
  }

  /** Not coalesced: each event of a contact is a record of its own. */
  @Override
  public Future<Settlement> write(Batch batch, Attempts attempts) {
    List<BatchWork.Item> items = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (Delivery delivery : batch.deliveries()) {
      if (delivery.change().operation() != Operation.UPSERT) {
        continue;
      }
      Event event = Event.decode(delivery.change().payload());
      if (event.isUnderstood()) {
        items.add(new BatchWork.Item(delivery, table.row(delivery.key(), event)));
      } else {
        refused.add(refusal(delivery, ReasonCode.UNREADABLE, event.problem(), "", 0));
      }
    }
    return attempts
        .until(new BatchWork(dynamics::batch, size, items))
        .compose(outcomes -> blamed(outcomes, attempts))
        .map(outcomes -> settlement(batch, items, outcomes, refused));
  }

  /**
   * If rows were refused, makes sure that it is their own fault. When a column was dropped in
   * Dynamics, all would be: then the run fails before anything is lost.
   */
  private Future<Map<Delivery, RowOutcome>> blamed(
      Map<Delivery, RowOutcome> outcomes, Attempts attempts) {
    boolean anyRefused = outcomes.values().stream().anyMatch(RowOutcome.Refused.class::isInstance);
    return anyRefused
        ? attempts
            .until(new SchemaRecheck(dynamics, table))
            .map(unchanged -> unchanged ? outcomes : Map.of())
        : Future.succeededFuture(outcomes);
  }

  private Settlement settlement(
      Batch batch,
      List<BatchWork.Item> items,
      Map<Delivery, RowOutcome> outcomes,
      List<Refusal> refused) {
    Set<String> unfinished = new HashSet<>();
    List<Delivery> missing = new ArrayList<>();
    for (BatchWork.Item item : items) {
      Delivery delivery = item.delivery();
      RowOutcome outcome = outcomes.get(delivery);
      if (outcome == null) {
        unfinished.add(delivery.key());
      } else if (outcome instanceof RowOutcome.Refused refusal) {
        refused.add(refusal(delivery, ReasonCode.REFUSED, refusal.reason(), refusal.answer(), 1));
      } else if (outcome instanceof RowOutcome.ContactMissing) {
        Event event = Event.decode(delivery.change().payload());
        if (waiting.expired(event)) {
          refused.add(expired(delivery, event));
        } else {
          missing.add(delivery);
        }
      }
    }
    Settlement settled = Settlements.settlement(batch, unfinished, refused);
    return trace.noting(
        batch,
        settled.with(transaction -> waiting.store(transaction, setAside(missing, settled.upTo()))),
        fates(outcomes, missing, refused));
  }

  private static Map<Long, Fate> fates(
      Map<Delivery, RowOutcome> outcomes, List<Delivery> missing, List<Refusal> refused) {
    Map<Long, Fate> fates = new HashMap<>();
    outcomes.forEach(
        (delivery, outcome) -> {
          if (outcome instanceof RowOutcome.Written) {
            fates.put(delivery.position(), new Fate(Effect.WRITTEN, 1));
          }
        });
    missing.forEach(
        delivery ->
            fates.put(
                delivery.position(),
                new Fate(Effect.WAITING, 1, "Dynamics 365 has no such contact yet.")));
    refused.forEach(
        refusal ->
            fates.put(refusal.delivery().position(), new Fate(Effect.REFUSED, refusal.attempts())));
    return fates;
  }

  private static List<WaitingEvents.Waiting> setAside(List<Delivery> missing, long upTo) {
    Instant now = Instant.now();
    return missing.stream()
        .filter(delivery -> delivery.position() < upTo)
        .map(
            delivery ->
                new WaitingEvents.Waiting(
                    delivery.key(), Event.decode(delivery.change().payload()).waiting(now)))
        .toList();
  }

  private static Refusal expired(Delivery delivery, Event event) {
    return refusal(
        delivery,
        ReasonCode.MISSING_CONTACT,
        "Dynamics 365 has no contact %s; it was awaited since %s."
            .formatted(delivery.key(), event.waitingSince()),
        "",
        event.attempts() + 1);
  }

  private static Refusal refusal(
      Delivery delivery, ReasonCode code, String reason, String answer, int attempts) {
    return Refusal.ofEvent(delivery, code.json(), reason, answer, attempts);
  }
}
