package io.tidegate.http;

import io.tidegate.workflow.reconciliation.Difference;
import io.tidegate.workflow.reconciliation.DifferenceDetail;
import io.tidegate.workflow.reconciliation.DifferenceFilter;
import io.tidegate.workflow.reconciliation.Reconciliation;
import io.tidegate.workflow.reconciliation.Reconciliations;
import io.tidegate.workflow.reconciliation.Reconciliations.Repair;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/** Both sides of a flow compared: how far it is, what differs, and its repair. */
final class ReconciliationHandlers {
  private final Reconciliations reconciliations;

  ReconciliationHandlers(Reconciliations reconciliations) {
    this.reconciliations = reconciliations;
  }

  void begin(RoutingContext context) {
    JsonObject body = Answers.body(context);
    reconciliations
        .begin(body.getString("workflow"), body.getString("flow"))
        .onSuccess(
            begun -> {
              context
                  .response()
                  .putHeader(HttpHeaders.LOCATION, "/api/v1/reconciliations/" + begun.id());
              Answers.json(context, 202, begun.toJson());
            })
        .onFailure(context::fail);
  }

  void list(RoutingContext context) {
    Paging.of(context)
        .read(
            "reconciliations",
            (limit, before) ->
                reconciliations.list(
                    Answers.query(context, "workflow"),
                    Answers.query(context, "flow"),
                    limit,
                    before.orElse(Long.MAX_VALUE)),
            Reconciliation::id,
            Reconciliation::toJson)
        .onSuccess(page -> Answers.ok(context, page))
        .onFailure(context::fail);
  }

  void get(RoutingContext context) {
    answer(context, reconciliations.find(id(context)), Reconciliation::toJson);
  }

  void cancel(RoutingContext context) {
    answer(context, reconciliations.cancel(id(context)), Reconciliation::toJson);
  }

  void differences(RoutingContext context) {
    long id = id(context);
    String state = Answers.query(context, "state");
    Future<Optional<JsonObject>> page =
        reconciliations
            .find(id)
            .compose(
                found ->
                    found.isEmpty()
                        ? Future.succeededFuture(Optional.<JsonObject>empty())
                        : Paging.of(context)
                            .read(
                                "differences",
                                (limit, before) ->
                                    reconciliations.differences(
                                        id,
                                        new DifferenceFilter(
                                            null,
                                            DifferenceBody.kind(Answers.query(context, "kind")),
                                            Answers.query(context, "field"),
                                            state == null
                                                ? null
                                                : Difference.State.ofJson(state).orElseThrow(),
                                            before.orElse(Long.MAX_VALUE) - 1),
                                        limit),
                                Difference::id,
                                Difference::toJson)
                            .map(Optional::of));
    answer(context, page, Function.identity());
  }

  void difference(RoutingContext context) {
    long difference = Long.parseLong(Answers.pathParameter(context, "difference"));
    reconciliations
        .difference(id(context), difference)
        .onSuccess(
            found ->
                found
                    .map(DifferenceDetail::toJson)
                    .ifPresentOrElse(
                        json -> Answers.ok(context, json),
                        () ->
                            missing(
                                context,
                                "difference " + difference,
                                "/" + id(context) + "/differences")))
        .onFailure(context::fail);
  }

  void previewRepair(RoutingContext context) {
    DifferenceFilter filter = DifferenceBody.of(Answers.body(context));
    answer(
        context,
        reconciliations.previewRepair(id(context), filter),
        ReconciliationHandlers::toJson);
  }

  void repair(RoutingContext context) {
    DifferenceFilter filter = DifferenceBody.bounded(Answers.body(context));
    answer(context, reconciliations.repair(id(context), filter), ReconciliationHandlers::toJson);
  }

  private static long id(RoutingContext context) {
    return Long.parseLong(Answers.pathParameter(context, "reconciliation"));
  }

  private static <T> void answer(
      RoutingContext context, Future<Optional<T>> answer, Function<T, JsonObject> json) {
    answer
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    one -> Answers.ok(context, json.apply(one)),
                    () -> missing(context, "reconciliation " + id(context), "")))
        .onFailure(context::fail);
  }

  private static void missing(RoutingContext context, String what, String where) {
    Problem.of(ProblemType.NOT_FOUND, "There is no " + what + ".")
        .withRemedy("GET /api/v1/reconciliations" + where + " lists what there is.")
        .send(context.request());
  }

  private static JsonObject toJson(Repair repair) {
    return new JsonObject()
        .put("count", repair.count())
        .put("writes", repair.writes())
        .put("deletions", repair.deletions())
        .put("left", repair.left())
        .put("upTo", repair.upTo());
  }
}
