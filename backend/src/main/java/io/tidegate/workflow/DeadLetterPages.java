package io.tidegate.workflow;

import io.tidegate.queue.DeadLetter;
import io.tidegate.queue.DeadLetters;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** The dead letters of all flows of a workflow, page by page. */
record DeadLetterPages(DeadLetters letters) {

  /** The newest: each flow is asked for a full page, and the newest of those are kept. */
  Future<DeadLetterPage> page(Collection<FlowState> flows, int limit, OptionalLong before) {
    List<DeadLetterView> found = new ArrayList<>();
    Future<?> asked = Future.succeededFuture();
    for (FlowState flow : flows) {
      asked =
          asked.compose(
              previous ->
                  letters
                      .list(flow.definition().address(), limit + 1, before)
                      .onSuccess(
                          some ->
                              some.forEach(
                                  letter -> found.add(view(flow.definition().id(), letter)))));
    }
    return asked.map(
        all -> {
          found.sort((a, b) -> Long.compare(b.id(), a.id()));
          List<DeadLetterView> page = List.copyOf(found.subList(0, Math.min(limit, found.size())));
          return new DeadLetterPage(
              page,
              found.size() > limit
                  ? OptionalLong.of(page.get(page.size() - 1).id())
                  : OptionalLong.empty());
        });
  }

  private static DeadLetterView view(String flow, DeadLetter letter) {
    return new DeadLetterView(
        letter.id(),
        flow,
        letter.key(),
        letter.operation().name(),
        letter.reason(),
        letter.answer(),
        letter.attempts(),
        letter.at().toInstant());
  }
}
