package io.tidegate.sandbox.campaign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes the {@code @…} texts that Campaign names records and pages by. They differ from instance to
 * instance (each sandbox, and each reset, has secrets of its own), say nothing to a client, and
 * need no table: an id is mixed with a secret, and a check word made with another tells ours from
 * foreign ones.
 */
final class OpaqueKeys {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final char MARK = '@';

  private final long secret;
  private final long checkSecret;

  OpaqueKeys() {
    SecureRandom random = new SecureRandom();
    secret = random.nextLong();
    checkSecret = random.nextLong();
  }

  /** The key of a record. */
  String key(long id) {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(mix(id ^ secret)).putLong(mix(id ^ checkSecret));
    return MARK + ENCODER.encodeToString(bytes);
  }

  /** The id in a key; empty when the key was not made here. */
  OptionalLong id(String key) {
    Optional<byte[]> bytes = decode(key).filter(decoded -> decoded.length == 2 * Long.BYTES);
    if (bytes.isEmpty()) {
      return OptionalLong.empty();
    }
    ByteBuffer words = ByteBuffer.wrap(bytes.get());
    long id = unmix(words.getLong()) ^ secret;
    boolean ours = words.getLong() == mix(id ^ checkSecret);
    return ours ? OptionalLong.of(id) : OptionalLong.empty();
  }

  /** Wraps a text, such as the place where the next page starts. */
  String seal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long check = mix(text.hashCode() ^ checkSecret);
    mask(bytes, check);
    byte[] sealed =
        ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(check).put(bytes).array();
    return MARK + ENCODER.encodeToString(sealed);
  }

  /** The text that was sealed; empty when it was not sealed here. */
  Optional<String> open(String sealed) {
    return decode(sealed)
        .filter(bytes -> bytes.length >= Long.BYTES)
        .flatMap(
            bytes -> {
              ByteBuffer buffer = ByteBuffer.wrap(bytes);
              long check = buffer.getLong();
              byte[] rest = new byte[buffer.remaining()];
              buffer.get(rest);
              mask(rest, check);
              String text = new String(rest, StandardCharsets.UTF_8);
              return mix(text.hashCode() ^ checkSecret) == check
                  ? Optional.of(text)
                  : Optional.empty();
            });
  }

  private void mask(byte[] bytes, long check) {
    long stream = check ^ secret;
    for (int i = 0; i < bytes.length; i++) {
      stream = mix(stream + i + 1);
      bytes[i] ^= (byte) stream;
    }
  }

  private static Optional<byte[]> decode(String key) {
    if (key.isEmpty() || key.charAt(0) != MARK) {
      return Optional.empty();
    }
    try {
      return Optional.of(DECODER.decode(key.substring(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** MurmurHash3's finalizer: every bit of the input moves every bit of the output. */
  private static long mix(long value) {
    long x = value;
    x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }

  /** Undoes {@link #mix}. */
  private static long unmix(long value) {
    long x = value;
    x = (x ^ (x >>> 33)) * 0x9cb4b2f8129337dbL;
    x = (x ^ (x >>> 33)) * 0x4f74430c22a54005L;
    return x ^ (x >>> 33);
  }
}
