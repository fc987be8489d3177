package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.FlowHistory.Sample;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.WorkflowDefinition.FlowDefinition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the supervisor knows of one flow. Confined to the supervisor's context. */
final class FlowState {
  private FlowDefinition definition;
  private AddressQueue queue;
  private final FlowMeter meter;
  private final Map<Part, Condition> conditions = new EnumMap<>(Part.class);
  private final Deque<Sample> history = new ArrayDeque<>();
  private long waiting;

  /** Why the whole service does not work; null while it does. */
  private Condition interruption;

  FlowState(FlowDefinition definition, AddressQueue queue, Instant now) {
    this.definition = definition;
    this.queue = queue;
    this.meter = new FlowMeter(queue.depth(), now);
  }

  FlowDefinition definition() {
    return definition;
  }

  /** Another version of the configuration says something else of it, or its queue was reopened. */
  void define(FlowDefinition changed, AddressQueue opened) {
    definition = changed;
    queue = opened;
  }

  void interrupt(Condition why) {
    interruption = why.of(definition.id());
  }

  void resume() {
    interruption = null;
  }

  AddressQueue queue() {
    return queue;
  }

  /** Whether anything that is shown has changed. */
  boolean sample(Instant now) {
    return meter.sample(queue.depth(), now);
  }

  void remember(Instant now) {
    if (history.size() == FlowHistory.CAPACITY) {
      history.removeFirst();
    }
    history.addLast(
        new Sample(now, meter.depth().pending(), meter.readPerSecond(), meter.writtenPerSecond()));
  }

  FlowHistory history() {
    return new FlowHistory(definition.id(), List.copyOf(history));
  }

  /** Shows a condition; one that goes on keeps the time it began. */
  void hold(Part part, Condition condition) {
    conditions.merge(
        part,
        condition,
        (before, now) -> before.code() == now.code() ? now.startedAt(before.since()) : now);
  }

  boolean release(Part part) {
    return conditions.remove(part) != null;
  }

  /** Whether the number is news. */
  boolean waiting(long records) {
    boolean news = waiting != records;
    waiting = records;
    return news;
  }

  void releaseAll() {
    conditions.clear();
  }

  /** The gravest condition. */
  Optional<Condition> condition() {
    return interruption != null ? Optional.of(interruption) : gravest();
  }

  private Optional<Condition> gravest() {
    return conditions.values().stream().max(Condition.BY_GRAVITY);
  }

  FlowView view() {
    var depth = meter.depth();
    return new FlowView(
        definition.id(),
        definition.source(),
        definition.target(),
        definition.enabled(),
        depth.pending(),
        meter.readPerSecond(),
        meter.writtenPerSecond(),
        depth.appended(),
        depth.settled() - depth.deadLettered(),
        depth.deadLettered(),
        waiting,
        meter.lastWrittenAt(),
        meter.etaSeconds(),
        condition().orElse(null));
  }
}
