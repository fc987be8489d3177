package io.tidegate.workflow;

import io.tidegate.queue.AddressQueue;
import io.tidegate.queue.Change;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workflow that can be started: ingress, egress or consent. */
public interface WorkflowDefinition {

  /** The name in the API: {@code ingress}, {@code egress}, {@code consent}. */
  String id();

  /** The name on the page. */
  String name();

  /** What a start would run with now. */
  Pinned saved();

  /**
   * The flows of a configuration.
   *
   * @param config as {@link #saved} gave it at some time
   * @throws IllegalArgumentException if it is not readable
   */
  List<FlowDefinition> flows(String config);

  /** What is missing for a start; empty when nothing is. */
  default Optional<NotConfiguredException> unready() {
    return Optional.empty();
  }

  /**
   * What a run of before was pinned to, in today's form.
   *
   * @throws IllegalArgumentException if it is not readable
   */
  default Pinned readable(Pinned stored) {
    return stored;
  }

  /**
   * The verticle that runs it. Its start ends when both systems answered, the mapping fits both
   * live schemas, and every consumer is registered; it fails with {@link RunStoppedException} when
   * the run is stopped before that.
   */
  Deployable verticle(Run run, Map<String, AddressQueue> queues);

  /** What a change says that one of its flows has queued. */
  default QueuedContent content(Change change) {
    return QueuedContent.NONE;
  }

  /** Whether its flows can read a part of their records again, and not only all of them. */
  default boolean replaysParts() {
    return false;
  }

  /**
   * Has a flow read these records again, at once if it runs, otherwise at the next start, if the
   * transaction is committed. Only asked of those that {@link #replaysParts}.
   */
  default Future<Void> readAgain(SqlClient transaction, String flow, List<String> keys) {
    throw new UnsupportedOperationException(id() + " reads no single records");
  }

  /**
   * Has a flow of a stopped workflow read its source again at the next start.
   *
   * @param selection all records, unless it {@link #replaysParts}
   */
  Future<Void> replayAtStart(String flow, AddressQueue queue, ReplaySelection selection);

  /**
   * A flow of a workflow.
   *
   * @param address the address queue it writes to and drains
   * @param enabled false for one that is switched off: it is listed, and does nothing
   */
  record FlowDefinition(String id, String source, String target, String address, boolean enabled) {}
}
