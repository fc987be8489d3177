package io.tidegate.sandbox.campaign;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * All modifications in their order: when, and of which record. An entry is current while its record
 * was not modified again.
 */
final class ModificationLog {
  private long[] sequences = new long[1024];
  private long[] times = new long[1024];
  private int[] ids = new int[1024];
  private int size;

  void append(long sequence, long time, int id) {
    if (size == ids.length) {
      sequences = Arrays.copyOf(sequences, size * 2);
      times = Arrays.copyOf(times, size * 2);
      ids = Arrays.copyOf(ids, size * 2);
    }
    sequences[size] = sequence;
    times[size] = time;
    ids[size] = id;
    size++;
  }

  int size() {
    return size;
  }

  long sequence(int entry) {
    return sequences[entry];
  }

  int id(int entry) {
    return ids[entry];
  }

  /** The first entry that is not before a time. */
  int from(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first entry whose sequence is greater. */
  int after(long sequence) {
    int found = Arrays.binarySearch(sequences, 0, size, sequence);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Drops the entries that are not current. */
  void compact(IntPredicate current) {
    int kept = 0;
    for (int entry = 0; entry < size; entry++) {
      if (current.test(entry)) {
        sequences[kept] = sequences[entry];
        times[kept] = times[entry];
        ids[kept] = ids[entry];
        kept++;
      }
    }
    size = kept;
  }

  void clear() {
    size = 0;
  }
}
