package io.tidegate;

import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.consent.LedgerEntry;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** Without the consent workflow nothing is decided of anybody's consent. */
final class NoConsentLedger implements ConsentLedger {
  @Override
  public Future<List<LedgerEntry>> entries(String person, int limit, OptionalLong before) {
    return Future.succeededFuture(List.of());
  }
}
