package io.tidegate.http;

import io.tidegate.configuration.SourceLookup;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.deadletter.DeadLetterDetail;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.deadletter.DeadLetterOffice.Outcome;
import io.tidegate.workflow.deadletter.DeadLetterOffice.Preview;
import io.tidegate.workflow.deadletter.DeadLetterView;
import io.tidegate.workflow.deadletter.ReasonGroup;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was refused for good, why, and what is to be done about it. */
final class DeadLetterHandlers {
  private final DeadLetterOffice office;
  private final SourceLookup sources;

  DeadLetterHandlers(DeadLetterOffice office, SourceLookup sources) {
    this.office = office;
    this.sources = sources;
  }

  void list(RoutingContext context) {
    Paging.of(context)
        .read(
            "deadLetters",
            (limit, before) ->
                office.list(filter(context, before.orElse(Long.MAX_VALUE) - 1), limit),
            DeadLetterView::id,
            DeadLetterView::toJson)
        .onSuccess(page -> Answers.ok(context, page))
        .onFailure(context::fail);
  }

  void groups(RoutingContext context) {
    office
        .groups(filter(context, Long.MAX_VALUE))
        .onSuccess(groups -> Answers.ok(context, toJson(groups)))
        .onFailure(context::fail);
  }

  void get(RoutingContext context) {
    found(context, letter -> Future.succeededFuture(letter.toJson()));
  }

  void source(RoutingContext context) {
    found(
        context,
        found -> {
          DeadLetterView letter = found.letter();
          return sources
              .find(letter.workflow(), letter.flow(), letter.key())
              .map(SourceLookup.Found::toJson);
        });
  }

  void preview(RoutingContext context) {
    JsonObject body = Answers.body(context);
    DeadLetterFilter filter = DeadLetterBody.of(body.getJsonObject("selection"));
    boolean replay = "replay".equals(body.getString("action"));
    (replay ? office.previewReplay(filter) : office.previewDiscard(filter))
        .onSuccess(preview -> Answers.ok(context, toJson(preview)))
        .onFailure(context::fail);
  }

  void replay(RoutingContext context) {
    done(context, office::replay);
  }

  void discard(RoutingContext context) {
    done(context, office::discard);
  }

  private static void done(
      RoutingContext context, Function<DeadLetterFilter, Future<Outcome>> action) {
    action
        .apply(DeadLetterBody.bounded(Answers.body(context)))
        .onSuccess(outcome -> Answers.ok(context, toJson(outcome)))
        .onFailure(context::fail);
  }

  private void found(
      RoutingContext context, Function<DeadLetterDetail, Future<JsonObject>> answer) {
    long id = Long.parseLong(Answers.pathParameter(context, "deadLetter"));
    office
        .find(id)
        .compose(
            found ->
                found.isPresent()
                    ? answer.apply(found.get()).map(Optional::of)
                    : Future.succeededFuture(Optional.<JsonObject>empty()))
        .onSuccess(
            told ->
                told.ifPresentOrElse(json -> Answers.ok(context, json), () -> missing(context, id)))
        .onFailure(context::fail);
  }

  private static void missing(RoutingContext context, long id) {
    Problem.of(ProblemType.NOT_FOUND, "There is no dead letter " + id + ".")
        .withRemedy(
            "It may have been replayed or discarded. GET /api/v1/dead-letters lists what there is.")
        .send(context.request());
  }

  private static DeadLetterFilter filter(RoutingContext context, long upTo) {
    String reasonCode = Answers.query(context, "reasonCode");
    return new DeadLetterFilter(
        null,
        Answers.query(context, "workflow"),
        Answers.query(context, "flow"),
        reasonCode == null ? null : ReasonCode.ofJson(reasonCode).orElseThrow(),
        Answers.query(context, "key"),
        upTo);
  }

  private static JsonObject toJson(List<ReasonGroup> groups) {
    return new JsonObject()
        .put("groups", ConfigurationJson.array(groups, ReasonGroup::toJson))
        .put("total", groups.stream().mapToLong(ReasonGroup::count).sum());
  }

  private static JsonObject toJson(Preview preview) {
    return new JsonObject()
        .put("count", preview.count())
        .put("superseded", preview.superseded())
        .put("upTo", preview.upTo());
  }

  private static JsonObject toJson(Outcome outcome) {
    return new JsonObject().put("count", outcome.count()).put("superseded", outcome.superseded());
  }
}
