package io.tidegate.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the owner of a queue knows of it: always a committed state. Every number in it only grows,
 * so that news may arrive in any order. Thread-safe; it never does I/O.
 */
final class QueueState {

  /** A segment: per lane the position of its first record, and about when it was begun. */
  record Segment(long id, Positions first, Instant begun) {}

  /** A lane as it is stored. */
  record Lane(int lane, long version, long head, long taken, long deadLettered) {}

  /** Pending records of one lane in one segment; {@code taken}: below it they were handed out. */
  record Span(long segment, long head, long end, long taken) {
    boolean isEmpty() {
      return head == end;
    }
  }

  private final long[] tails;
  private final long[] heads;
  private final long[] taken;
  private final long[] laneVersions;
  private final long[] deadLettered;
  private final List<Segment> segments = new ArrayList<>();
  private long version;
  private long deadLettersRemoved;

  QueueState(
      long version,
      Positions tails,
      long deadLettersRemoved,
      List<Lane> lanes,
      List<Segment> known) {
    int count = tails.lanes();
    this.version = version;
    this.tails = tails.toArray();
    this.deadLettersRemoved = deadLettersRemoved;
    heads = new long[count];
    taken = new long[count];
    laneVersions = new long[count];
    deadLettered = new long[count];
    lanes.forEach(this::setLane);
    segments.addAll(known);
  }

  int lanes() {
    return tails.length;
  }

  synchronized Depth depth() {
    long appended = sum(tails);
    long settled = sum(heads);
    return new Depth(appended - settled, appended, settled, sum(deadLettered) - deadLettersRemoved);
  }

  synchronized long version() {
    return version;
  }

  synchronized long laneVersion(int lane) {
    return laneVersions[lane];
  }

  synchronized boolean pending(int lane) {
    return tails[lane] > heads[lane];
  }

  synchronized Positions tails() {
    return Positions.of(tails);
  }

  synchronized boolean settledBelow(int lane, long position) {
    return heads[lane] >= position;
  }

  synchronized boolean hasDeadLetters() {
    return sum(deadLettered) > deadLettersRemoved;
  }

  /** Whether nothing is pending and settled records lie in a segment begun before a time. */
  synchronized boolean isRenewable(Instant before) {
    if (segments.isEmpty()) {
      return false;
    }
    Segment last = segments.get(segments.size() - 1);
    long appended = sum(tails);
    return appended == sum(heads) && appended > last.first().sum() && last.begun().isBefore(before);
  }

  /** The next records of a lane, as far as they lie in one segment. */
  synchronized Span next(int lane, int max) {
    long head = heads[lane];
    long end = Math.min(tails[lane], head + max);
    if (head == end) {
      return new Span(0, head, head, taken[lane]);
    }
    int last = segments.size() - 1;
    while (last >= 0 && segments.get(last).first().of(lane) > head) {
      last--;
    }
    if (last < 0) {
      throw new IllegalStateException("No segment holds position " + head + " of lane " + lane);
    }
    if (last + 1 < segments.size()) {
      end = Math.min(end, segments.get(last + 1).first().of(lane));
    }
    return new Span(segments.get(last).id(), head, end, taken[lane]);
  }

  /** An append was committed; {@code begun} is the segment it began, or null. */
  synchronized void appended(long newVersion, Positions newTails, Segment begun) {
    if (begun != null) {
      segments.add(begun);
    }
    version = Math.max(version, newVersion);
    growTails(newTails);
  }

  /** The stored state was read: replays and removals elsewhere show in it. */
  synchronized void refreshed(Positions newTails, long removed) {
    growTails(newTails);
    deadLettersRemoved = Math.max(deadLettersRemoved, removed);
  }

  synchronized void taken(int lane, long end) {
    taken[lane] = Math.max(taken[lane], end);
  }

  synchronized void settled(int lane, long newVersion, long head, int refused) {
    laneVersions[lane] = newVersion;
    heads[lane] = head;
    taken[lane] = Math.max(taken[lane], head);
    deadLettered[lane] += refused;
  }

  /** Forgets and returns the segments of which every record is settled. */
  synchronized List<Segment> retire() {
    List<Segment> retired = new ArrayList<>();
    Iterator<Segment> oldest = segments.iterator();
    if (!oldest.hasNext()) {
      return retired;
    }
    Segment segment = oldest.next();
    while (oldest.hasNext()) {
      Segment next = oldest.next();
      if (!settledBelow(next.first())) {
        break;
      }
      retired.add(segment);
      segment = next;
    }
    segments.removeAll(retired);
    return retired;
  }

  private boolean settledBelow(Positions positions) {
    for (int lane = 0; lane < heads.length; lane++) {
      if (heads[lane] < positions.of(lane)) {
        return false;
      }
    }
    return true;
  }

  private void setLane(Lane lane) {
    laneVersions[lane.lane()] = lane.version();
    heads[lane.lane()] = lane.head();
    taken[lane.lane()] = lane.taken();
    deadLettered[lane.lane()] = lane.deadLettered();
  }

  private void growTails(Positions newTails) {
    for (int lane = 0; lane < tails.length; lane++) {
      tails[lane] = Math.max(tails[lane], newTails.of(lane));
    }
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
