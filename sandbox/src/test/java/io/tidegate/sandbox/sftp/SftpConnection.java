package io.tidegate.sandbox.sftp;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A client that has signed in to the sandbox's SFTP server. */
public final class SftpConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SshClient ssh = SshClient.setUpDefaultClient();
  private final List<PublicKey> hostKeys = new ArrayList<>();
  private final ClientSession session;
  private final SftpClient sftp;

  private SftpConnection(JsonObject server, boolean byKey) throws IOException {
    ssh.setServerKeyVerifier((peer, address, key) -> hostKeys.add(key));
    ssh.start();
    try {
      session =
          ssh.connect(server.getString("user"), server.getString("host"), server.getInteger("port"))
              .verify(PATIENCE)
              .getSession();
      if (byKey) {
        session.addPublicKeyIdentity(key(server.getString("privateKey")));
      } else {
        session.addPasswordIdentity(server.getString("password"));
      }
      session.auth().verify(PATIENCE);
      sftp = SftpClientFactory.instance().createSftpClient(session);
    } catch (IOException | RuntimeException e) {
      ssh.stop();
      throw e;
    }
  }

  /** Signs in by password to the server that {@code GET /control/sftp} tells of. */
  public static SftpConnection byPassword(JsonObject server) throws IOException {
    return new SftpConnection(server, false);
  }

  static SftpConnection byKey(JsonObject server) throws IOException {
    return new SftpConnection(server, true);
  }

  private static KeyPair key(String pem) throws IOException {
    InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    try {
      return SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("key"), in, null)
          .iterator()
          .next();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  String hostKey() {
    return KeyUtils.getFingerPrint(hostKeys.get(0));
  }

  SftpClient client() {
    return sftp;
  }

  boolean isOpen() {
    return session.isOpen() && sftp.isOpen();
  }

  /** A file as text. */
  public String read(String path) throws IOException {
    try (InputStream in = sftp.read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    ssh.stop();
  }
}
