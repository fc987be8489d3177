package io.tidegate.http;

import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.consent.LedgerEntry;
import io.tidegate.workflow.privacy.Erasure;
import io.tidegate.workflow.privacy.Erasures;
import io.tidegate.workflow.trace.TraceQuery;
import io.tidegate.workflow.trace.Traces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** What concerns a single person: their consent, their erasure, what became of their changes. */
final class PersonHandlers {
  private static final int DEFAULT_STEPS = 100;

  private final ConsentLedger ledger;
  private final Erasures erasures;
  private final Traces traces;

  PersonHandlers(ConsentLedger ledger, Erasures erasures, Traces traces) {
    this.ledger = ledger;
    this.erasures = erasures;
    this.traces = traces;
  }

  void consentLedger(RoutingContext context) {
    String person = person(Answers.pathParameter(context, "person"));
    Paging.of(context)
        .read(
            "entries",
            (limit, before) -> ledger.entries(person, limit, before),
            LedgerEntry::id,
            LedgerEntry::toJson)
        .onSuccess(page -> Answers.ok(context, page))
        .onFailure(context::fail);
  }

  void erase(RoutingContext context) {
    String person = Answers.validated(context).getBody().getJsonObject().getString("person");
    erasures
        .erase(person(person))
        .onSuccess(
            erasure -> {
              context
                  .response()
                  .putHeader(HttpHeaders.LOCATION, "/api/v1/privacy/erasures/" + erasure.id());
              Answers.json(context, 202, erasure.toJson());
            })
        .onFailure(context::fail);
  }

  void erasures(RoutingContext context) {
    Paging.of(context)
        .read("erasures", erasures::list, Erasure::id, Erasure::toJson)
        .onSuccess(page -> Answers.ok(context, page))
        .onFailure(context::fail);
  }

  void erasure(RoutingContext context) {
    long id = Long.parseLong(Answers.pathParameter(context, "erasure"));
    erasures
        .find(id)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    erasure -> Answers.ok(context, erasure.toJson()),
                    () ->
                        Problem.of(ProblemType.NOT_FOUND, "There is no erasure " + id + ".")
                            .withRemedy("GET /api/v1/privacy/erasures lists what there is.")
                            .send(context.request())))
        .onFailure(context::fail);
  }

  /** By POST, since what is asked for is personal and would stay in logs as a part of the URL. */
  void trace(RoutingContext context) {
    JsonObject asked = Answers.body(context);
    Instant before;
    try {
      before =
          Optional.ofNullable(asked.getString("before"))
              .map(time -> OffsetDateTime.parse(time).toInstant())
              .orElse(null);
    } catch (DateTimeException noTime) {
      Problem.of(ProblemType.INVALID_REQUEST, "The time in before is none.")
          .withRemedy("Write it as in 2026-11-24T00:00:00Z.")
          .withParameter("before")
          .send(context.request());
      return;
    }
    traces
        .find(
            new TraceQuery(
                asked.getString("email"),
                asked.getString("key"),
                asked.getString("workflow"),
                asked.getString("flow"),
                asked.getInteger("limit", DEFAULT_STEPS),
                before))
        .onSuccess(trace -> Answers.ok(context, trace.toJson()))
        .onFailure(context::fail);
  }

  /** Dynamics 365 writes its ids in lower case, people copy them from where they are not. */
  private static String person(String written) {
    return written.toLowerCase(Locale.ROOT);
  }
}
