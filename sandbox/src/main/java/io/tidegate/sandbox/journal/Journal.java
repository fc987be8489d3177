package io.tidegate.sandbox.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the APIs served, request by request: the last million of them, oldest first. Entries are
 * kept as bytes in segments (about 150 bytes each, no objects for the collector to walk); the
 * oldest segment goes when there is one too many. Safe to use from any thread.
 */
public final class Journal {
  /** Entries kept at most. */
  public static final int CAPACITY = 1_000_000;

  private static final int SEGMENT_ENTRIES = 10_000;

  /**
   * One served request.
   *
   * @param n number in the order in which the requests ended, from 1
   * @param at when it arrived, in milliseconds since 1970
   * @param status HTTP status answered, 0 when there was no answer
   * @param done place of its effect among all effects, from 1, 0 when it had none: requests may end
   *     in another order than that in which they had their effects
   * @param resource the resource or the table it was about, empty when there is none
   * @param key the record it was about, empty when there is none
   * @param externalId of a write to Campaign: the record's id at the source, else empty
   * @param mark of a write to Campaign: what is now in the field that was chosen as the mark, else
   *     empty
   * @param fault id of the fault that struck it, else empty
   */
  public record Entry(
      long n,
      long at,
      Api api,
      String method,
      String path,
      int status,
      Effect effect,
      long done,
      String resource,
      String key,
      String externalId,
      String mark,
      String fault) {}

  private static final class Segment {
    final long first;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    final DataOutputStream out = new DataOutputStream(bytes);
    int entries;

    Segment(long first) {
      this.first = first;
    }
  }

  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private long last;
  private long effects;

  /** The place of an effect that was had just now. */
  synchronized long effect() {
    return ++effects;
  }

  /** Adds an entry; its number is given here. */
  synchronized void append(Entry entry) {
    Segment segment = segments.peekLast();
    if (segment == null || segment.entries == SEGMENT_ENTRIES) {
      segment = new Segment(last + 1);
      segments.addLast(segment);
      if (segments.size() > CAPACITY / SEGMENT_ENTRIES) {
        segments.removeFirst();
      }
    }
    try {
      write(segment.out, entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    segment.entries++;
    last++;
  }

  /**
   * Part of the journal.
   *
   * @param next what to ask behind for more
   */
  public record Page(List<Entry> entries, long next) {}

  /** The first {@code limit} entries behind number {@code after} that the filter lets pass. */
  public synchronized Page read(long after, int limit, Predicate<Entry> filter) {
    List<Entry> found = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.first + segment.entries - 1 > after && found.size() < limit) {
        read(segment, after, limit, filter, found);
      }
    }
    boolean full = found.size() == limit;
    return new Page(found, full ? found.get(limit - 1).n() : Math.max(after, last));
  }

  public synchronized void reset() {
    segments.clear();
    last = 0;
    effects = 0;
  }

  private static void read(
      Segment segment, long after, int limit, Predicate<Entry> filter, List<Entry> found) {
    var in = new DataInputStream(new ByteArrayInputStream(segment.bytes.toByteArray()));
    try {
      for (int i = 0; i < segment.entries && found.size() < limit; i++) {
        Entry entry = read(in, segment.first + i);
        if (entry.n() > after && filter.test(entry)) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    out.writeLong(entry.at());
    out.writeUTF(entry.api().name());
    out.writeUTF(entry.method());
    out.writeUTF(shortened(entry.path()));
    out.writeShort(entry.status());
    out.writeUTF(entry.effect().name());
    out.writeLong(entry.done());
    out.writeUTF(shortened(entry.resource()));
    out.writeUTF(shortened(entry.key()));
    out.writeUTF(shortened(entry.externalId()));
    out.writeUTF(shortened(entry.mark()));
    out.writeUTF(entry.fault());
  }

  private static Entry read(DataInputStream in, long n) throws IOException {
    return new Entry(
        n,
        in.readLong(),
        Api.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readUnsignedShort(),
        Effect.valueOf(in.readUTF()),
        in.readLong(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF());
  }

  private static String shortened(String text) {
    return text.length() <= 512 ? text : text.substring(0, 512);
  }
}
