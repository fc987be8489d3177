package io.tidegate.http;

import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.consent.LedgerEntry;
import io.tidegate.workflow.privacy.Erasure;
import io.tidegate.workflow.privacy.Erasures;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** What concerns a single person: what was decided of their consent, and their erasure. */
final class PersonHandlers {
  private final ConsentLedger ledger;
  private final Erasures erasures;

  PersonHandlers(ConsentLedger ledger, Erasures erasures) {
    this.ledger = ledger;
    this.erasures = erasures;
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

  /** Dynamics 365 writes its ids in lower case, people copy them from where they are not. */
  private static String person(String written) {
    return written.toLowerCase(Locale.ROOT);
  }
}
