package io.tidegate.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The key that secrets are encrypted with: 32 bytes in base64, as {@code openssl rand -base64 32}
 * makes them. Several, separated by blanks or lines, are for changing it: the first encrypts, the
 * others still decrypt what they encrypted before.
 *
 * <p>AES-256-GCM by Tink, each secret bound to its name.
 */
public final class SecretsKey {
  /** What is left to do without the key. */
  static final String WHEN_LOST =
      "If the key is lost, empty the table configuration.secret and enter the secrets again.";

  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Aead aead;
  private final int keys;
  private final String origin;

  private SecretsKey(Aead aead, int keys, String origin) {
    this.aead = aead;
    this.keys = keys;
    this.origin = origin;
  }

  /**
   * Reads keys from a text.
   *
   * @param origin where it was found, for the message of a {@link SecretsException}
   */
  public static SecretsKey of(String text, String origin) {
    List<byte[]> keys = new ArrayList<>();
    for (String key : text.strip().split("[\\s,]+", -1)) {
      keys.add(decoded(key, origin));
    }
    try {
      AeadConfig.register();
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      for (int i = 0; i < keys.size(); i++) {
        KeysetHandle.Builder.Entry entry =
            KeysetHandle.importKey(aesGcm(keys.get(i))).withRandomId();
        keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
      }
      return new SecretsKey(
          keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class),
          keys.size(),
          origin);
    } catch (GeneralSecurityException e) {
      throw new SecretsException("The secrets key in " + origin + " cannot be used.", e);
    }
  }

  /**
   * Reads the key from a file that only its owner may read. Blocks.
   *
   * @throws SecretsException when others may read it, or it holds no key
   */
  public static SecretsKey ofFile(Path file) {
    try {
      refuseOthers(file);
      return of(Files.readString(file, StandardCharsets.US_ASCII), "the file " + file);
    } catch (IOException e) {
      throw new SecretsException("The secrets key cannot be read from the file " + file + ".", e);
    }
  }

  /** Makes a new key and writes it to a file for its owner only. Blocks. */
  static SecretsKey create(Path file) {
    byte[] key = SecretBytes.randomBytes(BYTES).toByteArray(InsecureSecretKeyAccess.get());
    String text = Base64.getEncoder().encodeToString(key);
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      var channel =
          Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null
              ? Files.newByteChannel(file, options)
              : Files.newByteChannel(file, options, OWNER_ONLY);
      try (channel) {
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (FileAlreadyExistsException somebodyElseMadeIt) {
      return ofFile(file);
    } catch (IOException e) {
      throw new SecretsException(
          "No secrets key can be written to the file "
              + file
              + ". Make its folder writable, name another file in secrets.keyFile, or set"
              + " TIDEGATE_SECRETS_KEY.",
          e);
    }
    return of(text, "the file " + file);
  }

  /** Whether older keys are given beside the one that encrypts. */
  boolean changing() {
    return keys > 1;
  }

  Buffer encrypt(String name, String value) {
    try {
      return Buffer.buffer(aead.encrypt(value.getBytes(StandardCharsets.UTF_8), context(name)));
    } catch (GeneralSecurityException e) {
      throw new SecretsException("A secret cannot be encrypted.", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws SecretsException if it was encrypted with another key or under another name, or was
   *     tampered with
   */
  String decrypt(String name, Buffer ciphertext) {
    try {
      return new String(aead.decrypt(ciphertext.getBytes(), context(name)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new SecretsException(
          ("The secret %s in the database was not encrypted with the key in %s. Give the key that"
                  + " this database was used with. %s")
              .formatted(name, origin, WHEN_LOST));
    }
  }

  private static byte[] context(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @AccessesPartialKey
  private static AesGcmKey aesGcm(byte[] key) throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    return AesGcmKey.builder()
        .setParameters(parameters)
        .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
        .build();
  }

  private static byte[] decoded(String key, String origin) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      if (bytes.length == BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below. Not as a cause: its message may quote the key.
    }
    throw new SecretsException(
        "The secrets key in "
            + origin
            + " is not 32 bytes in base64. Make one with: openssl rand -base64 32");
  }

  private static void refuseOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> others = new HashSet<>(view.readAttributes().permissions());
    others.removeAll(OWNER);
    if (!others.isEmpty()) {
      throw new SecretsException(
          "Others than its owner may use the secrets key in the file %s. Do: chmod 600 %s"
              .formatted(file, file));
    }
  }
}
