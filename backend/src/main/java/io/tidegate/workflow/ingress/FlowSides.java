package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.RowPage;
import io.tidegate.mapping.ComparedFields;
import io.tidegate.workflow.ReplaySelection;
import io.tidegate.workflow.reconciliation.Sides;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Both sides of one flow. Records of the target whose key is none of the source's are none of ours
 * and are passed over.
 */
final class FlowSides implements Sides {
  private static final int LINES = 500;

  private static final Pattern KEY =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * What they are read with.
   *
   * @param release gives the connectors back
   */
  record Access(DynamicsClient dynamics, CampaignClient campaign, Caller caller, Runnable release) {

    Future<Void> close() {
      return Future.join(dynamics.close(), campaign.close())
          .onComplete(closed -> release.run())
          .mapEmpty();
    }
  }

  private final Fitted fit;
  private final IngressConfig.Flow flow;
  private final ComparedFields fields;
  private final Access access;
  private final LinkTargets linkTargets;
  private final OnTheirWay onTheirWay;

  FlowSides(
      Fitted fit,
      ComparedFields fields,
      Access access,
      LinkTargets linkTargets,
      OnTheirWay onTheirWay) {
    this.fit = fit;
    this.flow = fit.flow();
    this.fields = fields;
    this.access = access;
    this.linkTargets = linkTargets;
    this.onTheirWay = onTheirWay;
  }

  @Override
  public Future<OptionalLong> sourceCount() {
    // Dynamics counts no further than 5000 rows that meet a filter.
    return filter().isEmpty()
        ? access.caller().call(() -> access.dynamics().count(flow.mapping().entity()))
        : Future.succeededFuture(OptionalLong.empty());
  }

  @Override
  public Future<OptionalLong> targetCount() {
    return access.caller().call(() -> access.campaign().count(flow.mapping().resource()));
  }

  private String filter() {
    return Selections.filter(ReplaySelection.all(), fit);
  }

  @Override
  public Future<Page<SourceRecord>> source(String cursor) {
    String key = flow.mapping().sourceKey();
    return access
        .caller()
        .call(() -> rows(cursor, key).map(page -> page.keyed(key)))
        .compose(
            page ->
                sourceRecords(page.rows())
                    .map(
                        records ->
                            new Page<>(records, page.rows().size(), page.nextLink().orElse(null))));
  }

  private Future<RowPage> rows(String cursor, String key) {
    return cursor == null
        ? access.dynamics().rows(fit.entitySet(), fit.select(), filter(), key, flow.pageSize())
        : access.dynamics().rows(cursor, flow.pageSize());
  }

  private Future<List<SourceRecord>> sourceRecords(List<JsonObject> rows) {
    Map<String, ComparedRecord> mapped = mapped(rows);
    return linkTargets
        .known(mapped.values())
        .map(
            pkeys -> {
              List<SourceRecord> records = new ArrayList<>(rows.size());
              for (JsonObject row : rows) {
                ComparedRecord record = mapped.get(key(row));
                Buffer hash =
                    record == null ? BothSides.leftOut() : fields.hash(record.linked(pkeys));
                records.add(new SourceRecord(key(row), hash, record == null));
              }
              return records;
            });
  }

  private String key(JsonObject row) {
    return row.getString(flow.mapping().sourceKey());
  }

  /** Those that the filter does not leave out. */
  private Map<String, ComparedRecord> mapped(Collection<JsonObject> rows) {
    Map<String, ComparedRecord> mapped = new HashMap<>();
    for (JsonObject row : rows) {
      if (fit.mapper().matches(row)) {
        mapped.put(key(row), ComparedRecord.of(fit, row));
      }
    }
    return mapped;
  }

  @Override
  public Future<Page<TargetRecord>> target(String cursor) {
    String resource = flow.mapping().resource();
    return access
        .caller()
        .call(() -> access.campaign().page(resource, Optional.ofNullable(cursor), LINES))
        .map(
            page -> {
              List<TargetRecord> records = new ArrayList<>(page.content().size());
              for (JsonObject record : page.content()) {
                String key = record.getString(flow.mapping().targetKey());
                if (key != null && KEY.matcher(key).matches()) {
                  records.add(new TargetRecord(key, fields.hash(record)));
                }
              }
              return new Page<>(records, page.content().size(), page.next().orElse(null));
            });
  }

  @Override
  public Future<List<Compared>> fresh(Collection<String> keys) {
    return read(keys).map(read -> keys.stream().map(read::compared).toList());
  }

  @Override
  public Future<Values> values(String key) {
    return read(List.of(key))
        .compose(
            read ->
                linkTargets.keys(flow, read.target(key)).map(parents -> read.values(key, parents)));
  }

  private Future<BothSides> read(Collection<String> keys) {
    return LookUps.each(keys, key -> linkTargets.find(flow, key))
        .compose(found -> rows(keys).compose(rows -> read(found, rows)));
  }

  private Future<BothSides> read(
      Map<String, List<JsonObject>> found, Map<String, JsonObject> rows) {
    Map<String, ComparedRecord> mapped = mapped(rows.values());
    return linkTargets
        .known(mapped.values())
        .map(known -> new BothSides(flow, fields, found, rows, mapped, known, known))
        .compose(read -> linkTargets.current(read.doubtfulParents()).map(read::with));
  }

  private Future<Map<String, JsonObject>> rows(Collection<String> keys) {
    List<String> all = keys.stream().filter(KEY.asMatchPredicate()).toList();
    Map<String, JsonObject> rows = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < all.size(); from += Replays.IDS) {
      List<String> ids = all.subList(from, Math.min(all.size(), from + Replays.IDS));
      read =
          read.compose(
                  before ->
                      access.caller().call(() -> Selections.rows(fit, ids, access.dynamics())))
              .map(
                  some -> {
                    some.forEach(row -> rows.put(key(row), row));
                    return null;
                  });
    }
    return read.map(rows);
  }

  @Override
  public Future<Set<String>> onTheirWay(Map<String, Instant> since) {
    return onTheirWay.of(since);
  }

  @Override
  public Future<Boolean> runs() {
    return onTheirWay.runs();
  }

  @Override
  public int pollSeconds() {
    return flow.pollSeconds();
  }

  @Override
  public Future<Void> close() {
    return access.close();
  }
}
