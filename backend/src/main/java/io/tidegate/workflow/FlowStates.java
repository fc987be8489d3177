package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.WorkflowDefinition.FlowDefinition;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The flows of one workflow, which come and go with its configuration. A flow that stays keeps what
 * is known of it. Confined to the supervisor's context.
 */
final class FlowStates {
  private final Function<String, Future<AddressQueue>> opening;

  /** Read from the contexts of the run, too, which asks whom to report to. */
  private volatile Map<String, FlowState> flows = Map.of();

  /** One after the other, so that the last one asked for is the one that is shown. */
  private Future<Void> arranging = Future.succeededFuture();

  /**
   * No flows yet.
   *
   * @param opening opens the queue of an address, or gives the one that is open
   */
  FlowStates(Function<String, Future<AddressQueue>> opening) {
    this.opening = opening;
  }

  Collection<FlowState> all() {
    return flows.values();
  }

  Optional<FlowState> find(String id) {
    return Optional.ofNullable(flows.get(id));
  }

  Map<String, AddressQueue> queues() {
    Map<String, AddressQueue> queues = new LinkedHashMap<>();
    flows.forEach((id, flow) -> queues.put(id, flow.queue()));
    return queues;
  }

  /** The service does not work: each of them shows why, whatever else holds it. */
  void interrupt(Condition why) {
    all().forEach(flow -> flow.interrupt(why));
  }

  void resume() {
    all().forEach(FlowState::resume);
  }

  void releaseAll() {
    all().forEach(FlowState::releaseAll);
  }

  /** Has these flows from now on; their queues are opened when they are first needed. */
  Future<Void> arrange(List<FlowDefinition> definitions) {
    arranging = arranging.transform(before -> opened(definitions).map(this::show));
    return arranging;
  }

  private Future<Map<FlowDefinition, AddressQueue>> opened(List<FlowDefinition> definitions) {
    Map<FlowDefinition, AddressQueue> opened = new LinkedHashMap<>();
    Future<?> all = Future.succeededFuture();
    for (FlowDefinition definition : List.copyOf(definitions)) {
      all =
          all.compose(
              before ->
                  opening
                      .apply(definition.address())
                      .onSuccess(queue -> opened.put(definition, queue)));
    }
    return all.map(opened);
  }

  private Void show(Map<FlowDefinition, AddressQueue> opened) {
    Map<String, FlowState> next = new LinkedHashMap<>();
    opened.forEach(
        (definition, queue) -> {
          FlowState known = flows.get(definition.id());
          if (known == null) {
            next.put(definition.id(), new FlowState(definition, queue, Instant.now()));
          } else {
            known.define(definition, queue);
            next.put(definition.id(), known);
          }
        });
    flows = Collections.unmodifiableMap(next);
    return null;
  }

  List<FlowHistory> histories() {
    return flows.values().stream().map(FlowState::history).toList();
  }

  List<FlowView> views() {
    return flows.values().stream().map(FlowState::view).toList();
  }
}
