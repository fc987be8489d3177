package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourcePage;
import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.Retrying;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the target's existing records into the record map before the first write, a few hundred a
 * request, so that an initial load needs no look-up per record. Records that carry no source key
 * are none of ours and are passed over.
 */
final class TargetIndex {
  /** Campaign's default is 25; larger pages are common practice, the maximum is undocumented. */
  private static final int LINES = 500;

  private final IngressConfig.Flow flow;
  private final CampaignClient campaign;
  private final RecordHash hashes;
  private final RecordMap records;
  private final FlowReport report;
  private final Retrying retrying;
  private long found;

  TargetIndex(
      IngressConfig.Flow flow,
      CampaignClient campaign,
      RecordHash hashes,
      RecordMap records,
      FlowReport report,
      Retrying retrying) {
    this.flow = flow;
    this.campaign = campaign;
    this.hashes = hashes;
    this.records = records;
    this.report = report;
    this.retrying = retrying;
  }

  /** When the target was read whole, now or earlier. */
  Future<OffsetDateTime> complete() {
    return records.indexedAt().compose(at -> at != null ? Future.succeededFuture(at) : read());
  }

  private Future<OffsetDateTime> read() {
    OffsetDateTime startedAt = OffsetDateTime.now(ZoneOffset.UTC);
    return pages(Optional.empty())
        .compose(done -> records.indexed())
        .map(
            done -> {
              report.release(Part.WRITER);
              return startedAt;
            });
  }

  private Future<Void> pages(Optional<String> next) {
    return retrying
        .call(() -> campaign.page(flow.mapping().resource(), next, LINES))
        .compose(this::keep)
        .compose(page -> page.next().isEmpty() ? Future.succeededFuture() : pages(page.next()));
  }

  private Future<ResourcePage> keep(ResourcePage page) {
    List<RecordMap.Entry> entries =
        page.content().stream()
            .filter(record -> !key(record).isEmpty())
            .map(
                record ->
                    new RecordMap.Entry(
                        key(record),
                        record.getString("href"),
                        record.getString("PKey"),
                        hashes.of(record)))
            .toList();
    found += page.content().size();
    if (page.next().isPresent()) {
      report.hold(Part.WRITER, indexing());
    }
    return records.index(entries).map(page);
  }

  private String key(JsonObject record) {
    String key = Objects.toString(record.getValue(flow.mapping().targetKey()), "");
    // No key of ours holds NUL, and the database would not take it.
    return key.indexOf('\0') < 0 ? key : "";
  }

  private Condition indexing() {
    return new Condition(
        Condition.Code.INDEXING,
        "campaign",
        flow.id(),
        "Reading the records that Campaign already has, so that none is created twice: %,d so far."
            .formatted(found),
        0,
        null,
        Instant.now());
  }
}
