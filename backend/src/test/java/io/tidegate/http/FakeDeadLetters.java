package io.tidegate.http;

import io.tidegate.configuration.SourceLookup;
import io.tidegate.workflow.QueuedContent;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.deadletter.DeadLetterDetail;
import io.tidegate.workflow.deadletter.DeadLetterFilter;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.deadletter.DeadLetterView;
import io.tidegate.workflow.deadletter.ReasonGroup;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * 120 dead letters of {@code ingress.contact}, 120 the newest: every tenth could not be mapped, and
 * every twentieth of those refused is superseded, by the words of the test only. Those that are
 * replayed or discarded are gone.
 */
public final class FakeDeadLetters implements DeadLetterOffice, SourceLookup {
  private final TreeMap<Long, DeadLetterView> letters = new TreeMap<>(Comparator.reverseOrder());
  private final List<String> calls = new ArrayList<>();
  private Throwable failure;

  FakeDeadLetters() {
    LongStream.rangeClosed(1, 120).forEach(id -> letters.put(id, letter(id)));
  }

  private static DeadLetterView letter(long id) {
    ReasonCode code = id % 10 == 0 ? ReasonCode.UNMAPPABLE : ReasonCode.REFUSED;
    return new DeadLetterView(
        id,
        "ingress",
        "contact",
        "key-" + id,
        id % 7 == 0 ? "DELETE" : "UPSERT",
        code.json(),
        "Campaign refused it.",
        1,
        FakeWorkflows.THEN.plusSeconds(id),
        id % 20 == 1);
  }

  /** From now on everything fails so. */
  public synchronized void failWith(Throwable cause) {
    failure = cause;
  }

  /** What was done, oldest first. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private <T> Future<T> answer(T value) {
    return failure == null ? Future.succeededFuture(value) : Future.failedFuture(failure);
  }

  private List<DeadLetterView> chosen(DeadLetterFilter filter) {
    Predicate<DeadLetterView> any =
        letter -> filter.ids() == null || filter.ids().contains(letter.id());
    return letters.values().stream()
        .filter(any)
        .filter(letter -> filter.workflow() == null || filter.workflow().equals(letter.workflow()))
        .filter(letter -> filter.flow() == null || filter.flow().equals(letter.flow()))
        .filter(
            letter ->
                filter.reasonCode() == null
                    || filter.reasonCode().json().equals(letter.reasonCode()))
        .filter(letter -> filter.key() == null || filter.key().equals(letter.key()))
        .filter(letter -> letter.id() <= filter.upTo())
        .toList();
  }

  @Override
  public synchronized Future<List<DeadLetterView>> list(DeadLetterFilter filter, int limit) {
    return answer(chosen(filter).stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<List<ReasonGroup>> groups(DeadLetterFilter filter) {
    TreeMap<String, List<DeadLetterView>> byReason =
        chosen(filter).stream()
            .collect(
                Collectors.groupingBy(
                    DeadLetterView::reasonCode, TreeMap::new, Collectors.toList()));
    return answer(
        byReason.values().stream()
            .map(
                some ->
                    new ReasonGroup(
                        "ingress",
                        "contact",
                        some.get(0).reasonCode(),
                        some.size(),
                        some.get(some.size() - 1).at(),
                        some.get(0).at()))
            .toList());
  }

  @Override
  public synchronized Future<Optional<DeadLetterDetail>> find(long id) {
    return answer(
        Optional.ofNullable(letters.get(id))
            .map(
                letter ->
                    letter.operation().equals("DELETE")
                        ? new DeadLetterDetail(letter, "", QueuedContent.NONE)
                        : new DeadLetterDetail(
                            letter,
                            "XTK-170006 <b>no</b>",
                            new QueuedContent(
                                new JsonObject().put("lastName", "Doe").putNull("email"),
                                List.of(
                                    new QueuedContent.Link("company", "account", "account-1"))))));
  }

  @Override
  public Future<Preview> previewReplay(DeadLetterFilter filter) {
    return preview(filter, DeadLetterView::superseded);
  }

  @Override
  public Future<Preview> previewDiscard(DeadLetterFilter filter) {
    return preview(filter, letter -> false);
  }

  private synchronized Future<Preview> preview(
      DeadLetterFilter filter, Predicate<DeadLetterView> stays) {
    List<DeadLetterView> chosen = chosen(filter);
    long staying = chosen.stream().filter(stays).count();
    return answer(
        new Preview(chosen.size() - staying, staying, chosen.isEmpty() ? 0 : chosen.get(0).id()));
  }

  @Override
  public Future<Outcome> replay(DeadLetterFilter filter) {
    return done("replay", filter, DeadLetterView::superseded);
  }

  @Override
  public Future<Outcome> discard(DeadLetterFilter filter) {
    return done("discard", filter, letter -> false);
  }

  private synchronized Future<Outcome> done(
      String call, DeadLetterFilter filter, Predicate<DeadLetterView> stays) {
    List<DeadLetterView> chosen = chosen(filter);
    List<DeadLetterView> going = chosen.stream().filter(stays.negate()).toList();
    Future<Outcome> outcome = answer(new Outcome(going.size(), chosen.size() - going.size()));
    if (outcome.succeeded()) {
      calls.add(call + " " + going.size());
      going.forEach(letter -> letters.remove(letter.id()));
    }
    return outcome;
  }

  /** Of the even keys; the others are gone. */
  @Override
  public Future<Found> find(String workflow, String flow, String key) {
    return answer(
        Integer.parseInt(key.substring("key-".length())) % 2 == 0
            ? new Found(
                State.FOUND,
                new JsonObject().put("lastname", "Doe"),
                new JsonObject().put("lastName", "Doe"),
                null)
            : Found.none(State.GONE, "Dynamics 365 has no such record any more."));
  }
}
