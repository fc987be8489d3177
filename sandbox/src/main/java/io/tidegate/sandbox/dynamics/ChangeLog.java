package io.tidegate.sandbox.dynamics;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The versions written to one table, oldest first, each with the slot of its row. An entry is
 * current while the row in that slot still has that version; a later write leaves it behind as
 * stale. A delta read starts by binary search and walks only what came after, so it costs as much
 * as was changed.
 */
final class ChangeLog {
  private long[] versions = new long[1024];
  private int[] slots = new int[1024];
  private int size;

  void append(long version, int slot) {
    if (size == versions.length) {
      versions = Arrays.copyOf(versions, size * 2);
      slots = Arrays.copyOf(slots, size * 2);
    }
    versions[size] = version;
    slots[size] = slot;
    size++;
  }

  int size() {
    return size;
  }

  long version(int index) {
    return versions[index];
  }

  int slot(int index) {
    return slots[index];
  }

  /** The index of the first entry whose version is greater. */
  int after(long version) {
    int found = Arrays.binarySearch(versions, 0, size, version);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Drops the entries that are not current any more; {@code current} is asked by index. */
  void compact(IntPredicate current) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (current.test(i)) {
        versions[kept] = versions[i];
        slots[kept] = slots[i];
        kept++;
      }
    }
    size = kept;
  }
}
