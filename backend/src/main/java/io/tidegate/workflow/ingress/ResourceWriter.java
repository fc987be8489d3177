package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.Gate;
import io.tidegate.connector.RetriableException;
import io.tidegate.mapping.ContentHash;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Run;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.ingress.Outcome.Unfinished;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a flow's batches into one Campaign resource: the records of a batch at once, as far as the
 * connector's gate lets them.
 */
final class ResourceWriter implements WriterVerticle.Target {
  /** Records in hand per lane: few, since after a crash each of them costs a look-up. */
  static final int BATCH = 25;

  private final IngressConfig.Flow flow;
  private final CampaignClient campaign;
  private final Gate gate;
  private final ContentHash hashes;
  private final Removal removal;
  private final RecordMap records;
  private final FlowReport report;

  ResourceWriter(
      Run run,
      IngressConfig.Flow flow,
      CampaignClient campaign,
      Gate gate,
      ContentHash hashes,
      Removal removal,
      RecordMap records) {
    this.flow = flow;
    this.campaign = campaign;
    this.gate = gate;
    this.hashes = hashes;
    this.removal = removal;
    this.records = records;
    this.report = run.reports().apply(flow.id());
  }

  @Override
  public Future<Void> prepare(Retrying retrying) {
    return new TargetIndex(flow, campaign, hashes, records, report, retrying).complete().mapEmpty();
  }

  @Override
  public Optional<Instant> pausedUntil(String system) {
    return gate.pausedUntil();
  }

  @Override
  public void close() {
    campaign.close();
  }

  @Override
  public Future<Settlement> write(Batch batch, Attempts attempts) {
    Set<String> redelivered = new HashSet<>();
    batch.deliveries().stream()
        .filter(Delivery::redelivered)
        .forEach(delivery -> redelivered.add(delivery.key()));
    List<Delivery> newest = batch.coalesced();
    return records
        .load(newest.stream().map(Delivery::key).toList())
        .compose(
            known ->
                // Asked for each time: an erasure makes the record map forget, and says so there.
                records
                    .indexedAt()
                    .map(RecordMap::trusts)
                    .compose(
                        vouched -> write(batch, newest, known, vouched, redelivered, attempts)));
  }

  private Future<Settlement> write(
      Batch batch,
      List<Delivery> newest,
      Map<String, RecordMap.Entry> known,
      boolean vouched,
      Set<String> redelivered,
      Attempts attempts) {
    List<Future<BatchResult.Done>> writes = new ArrayList<>(newest.size());
    for (Delivery delivery : newest) {
      String key = delivery.key();
      boolean lookUpFirst = !vouched || redelivered.contains(key);
      RecordWrite record =
          new RecordWrite(flow, campaign, hashes, removal, delivery, known.get(key), lookUpFirst);
      writes.add(
          attempts.until(new Work(record)).map(outcome -> new BatchResult.Done(delivery, outcome)));
    }
    return Future.join(writes)
        .map(
            done ->
                BatchResult.settlement(
                    batch, writes.stream().map(Future::result).toList(), records));
  }

  /** A record as a unit of work. */
  private record Work(RecordWrite record) implements Attempts.Work<Outcome> {
    @Override
    public Future<Outcome> attempt() {
      return record.attempt();
    }

    @Override
    public Outcome unfinished() {
      return new Unfinished();
    }

    @Override
    public Optional<Outcome> poisoned(RetriableException last, int attempts) {
      return Optional.of(
          record.refused(
              "Campaign failed on this record %d times while it took others: %s"
                  .formatted(attempts, last.getMessage()),
              ""));
    }
  }
}
