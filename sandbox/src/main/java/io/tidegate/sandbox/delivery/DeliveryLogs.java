package io.tidegate.sandbox.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Campaign's delivery logs and tracking logs, in memory, and the plain list of the events behind
 * them. About a hundred bytes an event. Safe to use from any thread.
 */
public final class DeliveryLogs {
  private static final long FIRST_ID = 1_000_001;

  private final InstantSource clock;
  private final LogTable<BroadLog> broadLogs = new LogTable<>();
  private final LogTable<TrackingLog> trackingLogs = new LogTable<>();
  private final List<Event> events = new ArrayList<>();
  private long nextId = FIRST_ID;
  private long latest;

  public DeliveryLogs(InstantSource clock) {
    this.clock = clock;
  }

  public LogTable<BroadLog> broadLogs() {
    return broadLogs;
  }

  public LogTable<TrackingLog> trackingLogs() {
    return trackingLogs;
  }

  /** Somebody was sent an e-mail; tells the index of its delivery log. */
  public synchronized int sent(String externalId, Delivery delivery) {
    long now = now();
    BroadLog row = new BroadLog(broadLogs.next(), nextId++, externalId, delivery, null, now, now);
    broadLogs.put(row);
    events.add(new Event(Event.Type.SEND, row));
    return row.index();
  }

  /** An e-mail came back. */
  public synchronized void bounced(int broadLog, Failure failure) {
    BroadLog row = broadLogs.row(broadLog);
    BroadLog failed =
        new BroadLog(
            row.index(),
            row.id(),
            row.externalId(),
            row.delivery(),
            failure,
            row.eventDate(),
            now());
    broadLogs.put(failed);
    events.add(new Event(Event.Type.BOUNCE, failed));
  }

  /** Somebody did something with an e-mail. */
  public synchronized void tracked(int broadLog, TrackingLog.Type type, String url) {
    BroadLog mail = broadLogs.row(broadLog);
    TrackingLog row =
        new TrackingLog(
            trackingLogs.next(),
            nextId++,
            mail.id(),
            mail.externalId(),
            mail.delivery(),
            type,
            url,
            now());
    trackingLogs.put(row);
    switch (type) {
      case OPEN -> events.add(new Event(Event.Type.OPEN, row));
      case CLICK -> events.add(new Event(Event.Type.CLICK, row));
      case MIRROR, OPTOUT -> {
        // of no concern to a synchronisation of events
      }
    }
  }

  /** How many events there have been. */
  public synchronized int events() {
    return events.size();
  }

  /** Some of the events, by their numbers from 0. */
  public synchronized List<Event> events(int from, int to) {
    return List.copyOf(events.subList(from, Math.min(to, events.size())));
  }

  public synchronized void reset() {
    broadLogs.clear();
    trackingLogs.clear();
    events.clear();
    nextId = FIRST_ID;
  }

  /** Never goes back, whatever the clock does: modification order is also time order. */
  private long now() {
    latest = Math.max(latest, clock.millis());
    return latest;
  }
}
