package io.tidegate.workflow.ingress;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.queue.Delivery;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.ingress.Outcome.Deleted;
import io.tidegate.workflow.ingress.Outcome.Erased;
import io.tidegate.workflow.ingress.Outcome.Refused;
import io.tidegate.workflow.ingress.Outcome.Written;
import io.tidegate.workflow.trace.Effect;
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
  private final Target target;
  private final Delivery delivery;
  private final QueuedRecord record;
  private RecordMap.Entry known;
  private boolean lookUpFirst;
  private int attempts;

  /**
   * Where a flow's records go.
   *
   * @param removal what a deletion does there
   */
  record Target(
      IngressConfig.Flow flow, CampaignClient campaign, RecordHash hashes, Removal removal) {}

  /**
   * A record to write.
   *
   * @param record its content, its links resolved; null for a deletion
   * @param known what the record map has of it; null for nothing
   * @param lookUpFirst whether the target may have it although the record map has not
   */
  RecordWrite(
      Target target,
      Delivery delivery,
      QueuedRecord record,
      RecordMap.Entry known,
      boolean lookUpFirst) {
    this.target = target;
    this.delivery = delivery;
    this.record = record;
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
      return Future.succeededFuture(
          refused(ReasonCode.REFUSED, refused.getMessage(), refused.answer()));
    }
    if (failure instanceof RetriableException retriable && retriable.ambiguous()) {
      lookUpFirst = true;
    }
    return Future.failedFuture(failure);
  }

  private Future<Outcome> upsert() {
    if (record.unmappable() != null) {
      return Future.succeededFuture(refused(ReasonCode.UNMAPPABLE, record.unmappable(), null));
    }
    if (known != null) {
      return update();
    }
    return lookUpFirst ? lookUp().compose(this::upsertAs) : create();
  }

  private Future<Outcome> upsertAs(List<JsonObject> found) {
    if (found.size() > 1) {
      return Future.succeededFuture(several(found.size()));
    }
    if (found.isEmpty()) {
      return create();
    }
    known = entry(found.get(0));
    return update();
  }

  private Future<Outcome> update() {
    RecordMap.Entry before = known;
    String hash =
        record.isComplete()
            ? target.hashes().of(record.fields())
            : target.hashes().update(record.fields(), before.hash());
    if (before.hash().equals(hash)) {
      return Future.succeededFuture(new Written(before, Effect.UNCHANGED, attempts));
    }
    return target
        .campaign()
        .update(before.href(), record.fields())
        .<Outcome>map(
            updated ->
                new Written(
                    new RecordMap.Entry(before.key(), before.href(), before.pkey(), hash),
                    Effect.UPDATED,
                    attempts))
        .recover(
            failure -> failure instanceof GoneException ? again() : Future.failedFuture(failure));
  }

  /** The address leads nowhere; the record itself may still be there under its key. */
  private Future<Outcome> again() {
    known = null;
    lookUpFirst = true;
    return upsert();
  }

  private Future<Outcome> create() {
    JsonObject born = record.born();
    return target
        .campaign()
        .create(target.flow().mapping().resource(), born)
        .map(
            created ->
                new Written(
                    new RecordMap.Entry(
                        delivery.key(),
                        created.getString("href"),
                        created.getString("PKey"),
                        target.hashes().of(born)),
                    Effect.CREATED,
                    attempts));
  }

  private Future<Outcome> delete() {
    if (known != null) {
      return removeAt(known.href());
    }
    if (!lookUpFirst) {
      return Future.succeededFuture(new Deleted(attempts));
    }
    return lookUp()
        .compose(
            found ->
                switch (found.size()) {
                  case 0 -> Future.succeededFuture(new Deleted(attempts));
                  case 1 -> removeAt(found.get(0).getString("href"));
                  default -> Future.succeededFuture(several(found.size()));
                });
  }

  private Future<Outcome> removeAt(String href) {
    return target
        .removal()
        .of(href)
        .<Outcome>map(deleted -> new Deleted(attempts))
        .recover(
            failure ->
                failure instanceof GoneException
                    ? Future.succeededFuture(new Deleted(attempts))
                    : Future.failedFuture(failure));
  }

  private Future<List<JsonObject>> lookUp() {
    IngressConfig.Flow flow = target.flow();
    return target
        .campaign()
        .find(
            flow.mapping().resource(),
            flow.lookupFilter(),
            flow.lookupParameter(),
            flow.mapping().targetKey(),
            delivery.key());
  }

  private RecordMap.Entry entry(JsonObject found) {
    return new RecordMap.Entry(
        delivery.key(),
        found.getString("href"),
        found.getString("PKey"),
        target.hashes().of(found));
  }

  /**
   * Gives the record up.
   *
   * @param answer what the target refused it with; null when it was not the target
   */
  Refused refused(ReasonCode code, String reason, String answer) {
    return new Refused(code, reason, answer, attempts, mayExist());
  }

  private Refused several(int count) {
    return refused(
        ReasonCode.SEVERAL_MATCHES,
        "Campaign has %d records of %s with this %s. Merge them there, then replay this one."
            .formatted(
                count, target.flow().mapping().resource(), target.flow().mapping().targetKey()),
        null);
  }

  /** Whether the target may have it by now although nobody has heard so. */
  boolean mayExist() {
    return known == null && lookUpFirst;
  }
}
