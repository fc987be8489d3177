package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.mapping.ContentHash;
import io.tidegate.queue.Delivery;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.ingress.Outcome.Deleted;
import io.tidegate.workflow.ingress.Outcome.Erased;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One record on its way into a Campaign resource, which knows no upsert: what the record map says
 * decides between nothing, an update and a creation.
 *
 * <p>A creation is the one write that must not happen twice. It is preceded by a look-up by key
 * whenever an earlier attempt may have succeeded unseen (a lost answer, a crash, a stop), and
 * whenever the record map cannot vouch that the target has no such record.
 */
final class RecordWrite {
  /** Stands in a queued record's place when the mapping refused it; holds the reason. */
  static final String UNMAPPABLE = "$unmappable";

  /** What the record is born with, beside its mapped fields. */
  static final String ON_CREATE = "$onCreate";

  private final IngressConfig.Flow flow;
  private final CampaignClient campaign;
  private final ContentHash hashes;
  private final Removal removal;
  private final Delivery delivery;
  private RecordMap.Entry known;
  private boolean lookUpFirst;
  private int attempts;
  private JsonObject onCreate;

  /**
   * A record to write.
   *
   * @param known what the record map has of it; null for nothing
   * @param lookUpFirst whether the target may have it although the record map has not
   */
  RecordWrite(
      IngressConfig.Flow flow,
      CampaignClient campaign,
      ContentHash hashes,
      Removal removal,
      Delivery delivery,
      RecordMap.Entry known,
      boolean lookUpFirst) {
    this.flow = flow;
    this.campaign = campaign;
    this.hashes = hashes;
    this.removal = removal;
    this.delivery = delivery;
    boolean addressKnown = known != null && known.hasAddress();
    this.known = addressKnown ? known : null;
    this.lookUpFirst = lookUpFirst || (known != null && !addressKnown);
  }

  /**
   * Tries once. What it learns from a failed attempt it keeps for the next.
   *
   * @return fails with {@link RetriableException} when it is to be tried again
   */
  Future<Outcome> attempt() {
    attempts++;
    return (switch (delivery.change().operation()) {
          case UPSERT -> upsert();
          case DELETE -> delete();
          case ERASED -> Future.<Outcome>succeededFuture(new Erased());
        })
        .recover(this::learn);
  }

  private Future<Outcome> learn(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return Future.succeededFuture(refused(refused.getMessage(), refused.answer()));
    }
    if (failure instanceof RetriableException retriable && retriable.ambiguous()) {
      lookUpFirst = true;
    }
    return Future.failedFuture(failure);
  }

  private Future<Outcome> upsert() {
    JsonObject record = new JsonObject(delivery.change().payload());
    if (record.containsKey(UNMAPPABLE)) {
      return Future.succeededFuture(refused(record.getString(UNMAPPABLE), ""));
    }
    onCreate = (JsonObject) record.remove(ON_CREATE);
    String hash = hashes.of(record);
    if (known != null) {
      return update(record, hash);
    }
    return lookUpFirst
        ? lookUp().compose(found -> upsertAs(found, record, hash))
        : create(record, hash);
  }

  private Future<Outcome> upsertAs(List<JsonObject> found, JsonObject record, String hash) {
    if (found.size() > 1) {
      return Future.succeededFuture(several(found.size()));
    }
    if (found.isEmpty()) {
      return create(record, hash);
    }
    known = entry(found.get(0));
    return update(record, hash);
  }

  private Future<Outcome> update(JsonObject record, String hash) {
    if (known.hash().equals(hash)) {
      return Future.succeededFuture(new Written(known));
    }
    String href = known.href();
    return campaign
        .update(href, record)
        .<Outcome>map(
            updated -> new Written(new RecordMap.Entry(delivery.change().key(), href, hash)))
        .recover(
            failure -> failure instanceof GoneException ? again() : Future.failedFuture(failure));
  }

  /** The address leads nowhere; the record itself may still be there under its key. */
  private Future<Outcome> again() {
    known = null;
    lookUpFirst = true;
    return upsert();
  }

  private Future<Outcome> create(JsonObject record, String hash) {
    JsonObject born = onCreate == null ? record : record.copy().mergeIn(onCreate);
    return campaign
        .create(flow.mapping().resource(), born)
        .map(
            created ->
                new Written(
                    new RecordMap.Entry(delivery.change().key(), created.getString("href"), hash)));
  }

  private Future<Outcome> delete() {
    if (known != null) {
      return removeAt(known.href());
    }
    if (!lookUpFirst) {
      return Future.succeededFuture(new Deleted());
    }
    return lookUp()
        .compose(
            found ->
                switch (found.size()) {
                  case 0 -> Future.succeededFuture(new Deleted());
                  case 1 -> removeAt(found.get(0).getString("href"));
                  default -> Future.succeededFuture(several(found.size()));
                });
  }

  private Future<Outcome> removeAt(String href) {
    return removal
        .of(href)
        .<Outcome>map(deleted -> new Deleted())
        .recover(
            failure ->
                failure instanceof GoneException
                    ? Future.succeededFuture(new Deleted())
                    : Future.failedFuture(failure));
  }

  private Future<List<JsonObject>> lookUp() {
    return campaign.find(
        flow.mapping().resource(),
        flow.lookupFilter(),
        flow.lookupParameter(),
        flow.mapping().targetKey(),
        delivery.change().key());
  }

  private RecordMap.Entry entry(JsonObject found) {
    return new RecordMap.Entry(delivery.change().key(), found.getString("href"), hashes.of(found));
  }

  /** Gives the record up: it becomes a dead letter. */
  Refused refused(String reason, String answer) {
    return new Refused(reason, answer, attempts, known == null && lookUpFirst);
  }

  private Refused several(int count) {
    return refused(
        "Campaign has %d records of %s with this %s. Merge them there, then replay this one."
            .formatted(count, flow.mapping().resource(), flow.mapping().targetKey()),
        "");
  }
}
