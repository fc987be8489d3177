package io.tidegate.workflow.egress;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The id of an event's activity: a name-based UUID (version 5) of its type and its id in Campaign's
 * log. So however often an event is read or written, there is one activity.
 */
public final class EventId {
  /** Of Tidegate's events. Must never change: all events would be written again. */
  private static final UUID NAMESPACE = UUID.fromString("6f1c2a0e-93d4-5b0f-8d5a-1f9f2b7c4e11");

  private EventId() {}

  public static UUID of(EventType type, String logId) {
    byte[] name = (type.label() + ":" + logId).getBytes(StandardCharsets.UTF_8);
    ByteBuffer named =
        ByteBuffer.allocate(16 + name.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(name);
    ByteBuffer hash = ByteBuffer.wrap(Arrays.copyOf(sha1(named.array()), 16));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** As the standard has it; nothing here is a matter of security. */
  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-1", e);
    }
  }
}
