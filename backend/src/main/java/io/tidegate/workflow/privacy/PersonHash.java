package io.tidegate.workflow.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * {@code sha256:<salt>:<hash>}, both hexadecimal: SHA-256 over the salt's bytes and the id in lower
 * case. Every proof has a salt of its own, so that two proofs for one person do not look alike.
 */
final class PersonHash {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();
  private static final int SALT_BYTES = 16;

  private PersonHash() {}

  static String of(String person) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return of(person, salt);
  }

  static String of(String person, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      digest.update(person.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HEX.formatHex(salt) + ":" + HEX.formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }
}
