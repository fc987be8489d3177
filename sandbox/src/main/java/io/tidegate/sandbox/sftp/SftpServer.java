package io.tidegate.sandbox.sftp;

import io.tidegate.sandbox.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * The SFTP server on which Campaign leaves its exports. Lets one user in, by password or by a key
 * that is made, like the server's own, when it starts. It has threads of its own.
 */
public final class SftpServer {
  /** Where Campaign's workflows leave their files. */
  public static final String DIRECTORY = "/d365_loads/exports";

  private final SshServer server;
  private final SftpFolder folder;
  private final SftpFaults faults = new SftpFaults();
  private final KeyPair hostKey;
  private final KeyPair clientKey;

  private SftpServer(String host, int port) throws IOException {
    folder = SftpFolder.create(DIRECTORY);
    hostKey = key();
    clientKey = key();
    server = SshServer.setUpDefaultServer();
    server.setHost(host);
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPasswordAuthenticator(
        (user, password, session) ->
            faults.letsIn()
                && user.equals(Credentials.SFTP_USER)
                && password.equals(Credentials.SFTP_PASSWORD));
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            faults.letsIn()
                && user.equals(Credentials.SFTP_USER)
                && KeyUtils.compareKeys(key, clientKey.getPublic()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(folder.root()));
    server.setSubsystemFactories(
        List.of(
            new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new CuttingAccess(faults))
                .build()));
  }

  /**
   * Starts a server. Blocks.
   *
   * @param port 0 for any free one
   */
  public static SftpServer start(String host, int port) throws IOException {
    SftpServer started = new SftpServer(host, port);
    try {
      started.server.start();
    } catch (IOException e) {
      started.close();
      throw e;
    }
    return started;
  }

  public int port() {
    return server.getPort();
  }

  public SftpFolder folder() {
    return folder;
  }

  public SftpFaults faults() {
    return faults;
  }

  /** The private key that is let in, as OpenSSH keeps it. */
  public String privateKey() {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          clientKey, Credentials.SFTP_USER, null, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The key is of a kind that OpenSSH knows", e);
    }
    return key.toString(StandardCharsets.US_ASCII);
  }

  /** The fingerprint of the server's key, as OpenSSH shows it. */
  public String hostKey() {
    return KeyUtils.getFingerPrint(hostKey.getPublic());
  }

  /** Cuts all connections. */
  public void disconnect() {
    for (Session session : server.getActiveSessions()) {
      session.close(true);
    }
  }

  /** Ends it, and its files with it. Blocks. */
  public void close() throws IOException {
    server.stop(true);
    folder.remove();
  }

  /** Of a kind that takes no time to make. */
  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has this curve", e);
    }
  }
}
