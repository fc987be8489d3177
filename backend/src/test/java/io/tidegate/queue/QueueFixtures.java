package io.tidegate.queue;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Things the queue's tests have in common. */
final class QueueFixtures {
  private QueueFixtures() {}

  static String newAddress() {
    return "flow-" + UUID.randomUUID();
  }

  static QueueOptions oneLane() {
    return QueueOptions.defaults().withLanes(1);
  }

  static Change change(String key, int value) {
    return Change.upsert(key, Buffer.buffer("{\"value\":" + value + "}"));
  }

  /** Changes to as many records: key-from, … */
  static List<Change> changes(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> change("key-" + n, n)).toList();
  }

  static List<String> keys(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::key).toList();
  }

  /** All dead letters of a queue. */
  static DeadLetterSelection all(String address) {
    return DeadLetterSelection.of(List.of(address));
  }

  static Refusal refusal(Delivery delivery) {
    return Refusal.ofState(delivery, "refused", "The record is refused", "{\"error\":\"no\"}", 3);
  }
}
