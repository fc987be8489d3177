package io.tidegate.sandbox.control;

import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Predicate;

/** Hands out the journal, part by part, and has it show more. */
final class JournalControl {
  private static final int USUAL_ENTRIES = 1000;
  private static final int MOST_ENTRIES = 100_000;

  private final Vertx vertx;
  private final Journal journal;
  private final CampaignApi campaign;

  JournalControl(Vertx vertx, Journal journal, CampaignApi campaign) {
    this.vertx = vertx;
    this.journal = journal;
    this.campaign = campaign;
  }

  Future<Answer> read(MultiMap parameters) {
    Predicate<Journal.Entry> filter = filter(parameters.get("api"));
    Page page = Page.of(parameters, USUAL_ENTRIES, MOST_ENTRIES);
    return vertx
        .executeBlocking(() -> Views.journal(journal.read(page.after(), page.limit(), filter)))
        .compose(Answer::ok);
  }

  /** Chooses the field of a resource that the journal shows of each write. */
  Future<Answer> mark(Buffer body) {
    Input input = Input.of(body, "resource", "mark");
    try {
      campaign.mark(input.requiredText("resource"), input.requiredText("mark"));
      return Answer.done();
    } catch (IllegalArgumentException unknown) {
      throw new BadInputException("mark", unknown.getMessage());
    }
  }

  private static Predicate<Journal.Entry> filter(String label) {
    if (label == null) {
      return entry -> true;
    }
    Optional<Api> api = Api.ofLabel(label);
    if (api.isEmpty()) {
      throw new BadInputException("api", "There is no API of this name.");
    }
    return entry -> entry.api() == api.get();
  }
}
