package io.tidegate.queue;

import java.time.Duration;

/**
 * How an address queue is laid out and worked.
 *
 * @param lanes how many writers may work side by side; fixed when the address is first opened,
 *     ignored after
 * @param segmentRecords how many records a segment table holds before the next one is begun; what
 *     is settled takes up room until its segment is full and settled whole
 * @param segmentAge a segment older than this is closed by the next append, full or not, so that
 *     settled personal data does not lie about in a quiet queue
 * @param batchBytes how many bytes of payload one batch may hold (a single larger record comes
 *     alone)
 * @param indexed whether a segment that has ended is indexed by key, so that {@link PendingChanges}
 *     finds at once what is pending there
 * @param poll how often the queue looks for records appended elsewhere, should a notification have
 *     been lost
 */
public record QueueOptions(
    int lanes,
    int segmentRecords,
    Duration segmentAge,
    int batchBytes,
    boolean indexed,
    Duration poll) {

  public QueueOptions {
    if (lanes < 1 || lanes > 256) {
      throw new IllegalArgumentException("lanes must be between 1 and 256, not " + lanes);
    }
    if (segmentRecords < 1 || batchBytes < 1 || poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("segmentRecords, batchBytes and poll must be positive");
    }
  }

  /** 8 lanes, 100,000 records or an hour per segment, 4 MiB per batch, a look every 5 seconds. */
  public static QueueOptions defaults() {
    return new QueueOptions(8, 100_000, Duration.ofHours(1), 4 << 20, true, Duration.ofSeconds(5));
  }

  public QueueOptions withLanes(int count) {
    return new QueueOptions(count, segmentRecords, segmentAge, batchBytes, indexed, poll);
  }

  public QueueOptions withSegmentRecords(int count) {
    return new QueueOptions(lanes, count, segmentAge, batchBytes, indexed, poll);
  }

  public QueueOptions withSegmentAge(Duration age) {
    return new QueueOptions(lanes, segmentRecords, age, batchBytes, indexed, poll);
  }

  public QueueOptions withBatchBytes(int bytes) {
    return new QueueOptions(lanes, segmentRecords, segmentAge, bytes, indexed, poll);
  }

  public QueueOptions withPoll(Duration every) {
    return new QueueOptions(lanes, segmentRecords, segmentAge, batchBytes, indexed, every);
  }

  public QueueOptions withoutIndex() {
    return new QueueOptions(lanes, segmentRecords, segmentAge, batchBytes, false, poll);
  }
}
