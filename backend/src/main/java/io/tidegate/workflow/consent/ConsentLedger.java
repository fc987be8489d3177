package io.tidegate.workflow.consent;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** What was decided of whose consent. */
public interface ConsentLedger {

  /**
   * A person's entries, the newest first.
   *
   * @param person the contact's id
   * @param before only those with a smaller id: the last id of the page before
   */
  Future<List<LedgerEntry>> entries(String person, int limit, OptionalLong before);
}
