package io.tidegate.queue;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which lane a key belongs to: CRC-32C (Castagnoli, RFC 3720) of its UTF-8 bytes, as an unsigned
 * number, modulo the number of lanes.
 *
 * <p>This is part of the stored format: records of one key must meet in one lane in every release,
 * on every JVM. It is never {@code String.hashCode} or the like that a key goes through, and it
 * must not change. PostgreSQL 18 computes the same with {@code crc32c(convert_to(key, 'UTF8'))}.
 */
public final class Lanes {
  private Lanes() {}

  public static int of(String key, int lanes) {
    CRC32C crc = new CRC32C();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % lanes);
  }
}
