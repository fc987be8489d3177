package io.tidegate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a queue should hold, in the simplest way one can write it down. */
final class QueueModel {

  private record Letter(int order, Change change, boolean superseded) {}

  private final List<List<Change>> lanes = new ArrayList<>();
  private final int[] heads;
  private final int[] taken;
  private final List<Letter> letters = new ArrayList<>();
  private String cursor;
  private int refusals;

  QueueModel(int count) {
    for (int lane = 0; lane < count; lane++) {
      lanes.add(new ArrayList<>());
    }
    heads = new int[count];
    taken = new int[count];
  }

  void append(List<Change> page, String nextCursor) {
    page.forEach(this::append);
    cursor = nextCursor;
  }

  private void append(Change change) {
    lanes.get(Lanes.of(change.key(), lanes.size())).add(change);
  }

  /** A batch is the next pending records of its lane, marked if they were handed out before. */
  void checkTaken(Batch batch, int max) {
    int lane = batch.lane();
    List<Change> pending = lanes.get(lane).subList(heads[lane], lanes.get(lane).size());
    if (batch.isEmpty()) {
      assertThat(pending).isEmpty();
      return;
    }
    assertThat(batch.size()).isBetween(1, max);
    for (int n = 0; n < batch.size(); n++) {
      int position = heads[lane] + n;
      Delivery delivery = batch.deliveries().get(n);
      assertThat(delivery)
          .isEqualTo(
              new Delivery(position, pending.get(n), position < taken[lane], delivery.queuedAt()));
    }
    taken[lane] = Math.max(taken[lane], heads[lane] + batch.size());
  }

  void settle(Batch batch, Settlement settlement) {
    for (Delivery delivery : batch.deliveries()) {
      if (delivery.position() < settlement.upTo()) {
        supersede(delivery.key());
        boolean refused =
            settlement.refused().stream()
                .anyMatch(refusal -> refusal.delivery().position() == delivery.position());
        if (refused) {
          letters.add(new Letter(refusals++, delivery.change(), false));
        }
        heads[batch.lane()]++;
      }
    }
  }

  private void supersede(String key) {
    letters.replaceAll(
        letter ->
            letter.change().key().equals(key)
                ? new Letter(letter.order(), letter.change(), true)
                : letter);
  }

  Replay replayAll() {
    List<Letter> all = List.copyOf(letters);
    int replayed = 0;
    for (Letter letter : all) {
      if (!letter.superseded() && !isPending(letter.change().key())) {
        letters.remove(letter);
        append(letter.change());
        replayed++;
      } else {
        letters.set(letters.indexOf(letter), new Letter(letter.order(), letter.change(), true));
      }
    }
    return new Replay(replayed, all.size() - replayed);
  }

  private boolean isPending(String key) {
    int lane = Lanes.of(key, lanes.size());
    return lanes.get(lane).stream().skip(heads[lane]).anyMatch(change -> change.key().equals(key));
  }

  void discardOldest() {
    letters.remove(letters.stream().min(Comparator.comparing(Letter::order)).orElseThrow());
  }

  Depth depth() {
    long appended = lanes.stream().mapToLong(List::size).sum();
    long settled = 0;
    for (int head : heads) {
      settled += head;
    }
    return new Depth(appended - settled, appended, settled, letters.size());
  }

  Optional<String> cursor() {
    return Optional.ofNullable(cursor);
  }

  void checkDeadLetters(List<DeadLetter> newestFirst) {
    assertThat(newestFirst)
        .extracting(letter -> letter.key() + " " + letter.superseded())
        .containsExactlyElementsOf(
            letters.stream()
                .sorted(Comparator.comparing(Letter::order).reversed())
                .map(letter -> letter.change().key() + " " + letter.superseded())
                .toList());
  }
}
