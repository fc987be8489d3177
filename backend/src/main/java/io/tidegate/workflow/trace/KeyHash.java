package io.tidegate.workflow.trace;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What the trace keeps instead of a record's key: CRC-32 (the upper half) and CRC-32C of its UTF-8
 * bytes, 64 bits that no id can be read from, and for which two of ten million records meet by a
 * chance of one in 370,000.
 *
 * <p>This is part of the stored format and must not change: what is stored would be found, and
 * erased, no more.
 */
public final class KeyHash {
  private KeyHash() {}

  public static long of(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    CRC32 upper = new CRC32();
    upper.update(bytes);
    CRC32C lower = new CRC32C();
    lower.update(bytes);
    return upper.getValue() << 32 | lower.getValue();
  }

  /** As the database driver wants an array. */
  public static Long[] of(Collection<String> keys) {
    return keys.stream().map(KeyHash::of).toArray(Long[]::new);
  }
}
