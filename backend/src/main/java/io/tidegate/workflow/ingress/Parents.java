package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.RecordMap;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records that a flow's records link to: where they are, and whether they may still come. */
final class Parents {
  private final Pool pool;
  private final CampaignClient campaign;
  private final Map<String, FlowProgress> flows;

  /**
   * All parents.
   *
   * @param flows every flow of the workflow by its id
   */
  Parents(Pool pool, CampaignClient campaign, Map<String, FlowProgress> flows) {
    this.pool = pool;
    this.campaign = campaign;
    this.flows = flows;
  }

  /** Whether its flow is still on the way to bringing it; see {@link FlowProgress#mayBring}. */
  boolean mayCome(Parent parent, long at) {
    return progress(parent.flow()).mayBring(parent.key(), at);
  }

  /** Whether its flow stands still until a person does something. */
  boolean isParked(Parent parent) {
    return progress(parent.flow()).isParked();
  }

  /** Differs from what it was whenever more parents may be there, or may come no longer. */
  Object state(Collection<Parent> parents) {
    return parents.stream()
        .map(Parent::flow)
        .distinct()
        .map(flow -> progress(flow).state())
        .toList();
  }

  /** A flow that the configuration does not have any more is like one that is switched off. */
  private FlowProgress progress(String flow) {
    return flows.getOrDefault(flow, FlowProgress.OFF);
  }

  /** What links to these are written with: only of those that the target has. */
  Future<Map<Parent, String>> pkeys(Set<Parent> parents, Attempts attempts) {
    Map<String, Set<String>> byFlow = new HashMap<>();
    parents.forEach(
        parent -> byFlow.computeIfAbsent(parent.flow(), flow -> new HashSet<>()).add(parent.key()));
    Map<Parent, String> found = new HashMap<>();
    Future<Void> loaded = Future.succeededFuture();
    for (Map.Entry<String, Set<String>> flow : byFlow.entrySet()) {
      loaded = loaded.compose(before -> load(flow.getKey(), flow.getValue(), found, attempts));
    }
    return loaded.map(found);
  }

  private Future<Void> load(
      String flow, Set<String> keys, Map<Parent, String> found, Attempts attempts) {
    return records(flow)
        .load(keys)
        .compose(
            entries -> {
              Future<Void> done = Future.succeededFuture();
              for (RecordMap.Entry entry : entries.values()) {
                Parent parent = new Parent(flow, entry.key());
                if (entry.pkey() != null) {
                  found.put(parent, entry.pkey());
                } else if (entry.hasAddress()) {
                  done =
                      done.compose(before -> look(parent, entry, attempts))
                          .map(
                              pkey -> {
                                pkey.ifPresent(known -> found.put(parent, known));
                                return null;
                              });
                }
              }
              return done;
            });
  }

  /**
   * The first of these that the target does not have any more although the record map says so,
   * after having put that right and had the record brought again.
   */
  Future<Optional<Parent>> gone(Collection<Parent> parents, Attempts attempts) {
    Future<Optional<Parent>> gone = Future.succeededFuture(Optional.empty());
    for (Parent parent : parents) {
      gone =
          gone.compose(
              before ->
                  before.isPresent()
                      ? Future.succeededFuture(before)
                      : isGone(parent, attempts)
                          .map(missing -> missing ? Optional.of(parent) : Optional.empty()));
    }
    return gone;
  }

  private Future<Boolean> isGone(Parent parent, Attempts attempts) {
    return records(parent.flow())
        .load(List.of(parent.key()))
        .compose(
            entries -> {
              RecordMap.Entry entry = entries.get(parent.key());
              return entry == null || !entry.hasAddress()
                  ? Future.succeededFuture(true)
                  : look(parent, entry, attempts).map(Optional::isEmpty);
            });
  }

  /** Asks the target for a parent, and remembers what it says. */
  private Future<Optional<String>> look(Parent parent, RecordMap.Entry entry, Attempts attempts) {
    return attempts
        .until(new Look(campaign, entry.href()))
        .compose(
            seen ->
                switch (seen.state()) {
                  case THERE ->
                      remember(parent, entry.href(), seen.pkey()).map(Optional.of(seen.pkey()));
                  case GONE ->
                      remember(parent, "", null)
                          .compose(forgotten -> WaitingRecords.want(pool, parent))
                          .map(Optional.empty());
                  case UNKNOWN -> Future.succeededFuture(Optional.empty());
                });
  }

  private Future<Void> remember(Parent parent, String href, String pkey) {
    return records(parent.flow()).locate(new RecordMap.Entry(parent.key(), href, pkey, ""));
  }

  private RecordMap records(String flow) {
    return new RecordMap(pool, IngressWorkflow.address(flow));
  }

  /** What the target says of a record. */
  private record Seen(State state, String pkey) {
    enum State {
      THERE,
      GONE,
      /** The run stopped first. */
      UNKNOWN
    }
  }

  private record Look(CampaignClient campaign, String href) implements Attempts.Work<Seen> {
    @Override
    public Future<Seen> attempt() {
      return campaign
          .record(href)
          .map(record -> new Seen(Seen.State.THERE, record.getString("PKey")))
          .recover(
              failure ->
                  failure instanceof GoneException
                      ? Future.succeededFuture(new Seen(Seen.State.GONE, null))
                      : Future.failedFuture(failure));
    }

    @Override
    public Seen unfinished() {
      return new Seen(Seen.State.UNKNOWN, null);
    }

    @Override
    public Optional<Seen> poisoned(RetriableException last, int attempts) {
      return Optional.empty();
    }
  }
}
