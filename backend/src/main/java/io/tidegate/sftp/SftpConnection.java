package io.tidegate.sftp;

import java.util.Optional;

/**
 * How to reach the SFTP server. With a private key and a password, the key is tried first.
 *
 * @param privateKey as text, OpenSSH's format or PKCS#8
 * @param hostKey the fingerprint of the server's key, {@code SHA256:…}, as {@code ssh-keygen -l}
 *     shows it; a server with another one is not spoken to
 */
public record SftpConnection(
    String host,
    int port,
    String user,
    Optional<String> password,
    Optional<String> privateKey,
    String hostKey) {

  /**
   * Checks a private key.
   *
   * @throws io.tidegate.connector.UnusableException if it cannot be used
   */
  public static void requireKey(String privateKey) {
    SftpSession.key(privateKey);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SftpConnection[" + user + "@" + host + ":" + port + ", " + hostKey + "]";
  }
}
