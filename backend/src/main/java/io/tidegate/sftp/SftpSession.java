package io.tidegate.sftp;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** One session with the SFTP server. Everything here blocks, within time limits. */
final class SftpSession {
  /** For connecting, and for signing in. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More files than that in one directory are none of Campaign's doing. */
  private static final int MAX_FILES = 100_000;

  private static final int READ_BYTES = 32 << 10;

  private final ClientSession session;
  private final SftpClient sftp;

  private SftpSession(ClientSession session, SftpClient sftp) {
    this.session = session;
    this.sftp = sftp;
  }

  static SftpSession open(SshClient ssh, SftpConnection connection) {
    AtomicReference<String> otherKey = new AtomicReference<>();
    ClientSession session = connect(ssh, connection);
    try {
      session.setServerKeyVerifier(
          (verified, address, key) -> {
            String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
            if (shown.equals(connection.hostKey())) {
              return true;
            }
            otherKey.set(shown);
            return false;
          });
      if (connection.privateKey().isPresent()) {
        session.addPublicKeyIdentity(key(connection.privateKey().get()));
      }
      connection.password().ifPresent(session::addPasswordIdentity);
      session.auth().verify(PATIENCE);
      return new SftpSession(session, SftpClientFactory.instance().createSftpClient(session));
    } catch (IOException e) {
      session.close(true);
      if (otherKey.get() != null) {
        throw SftpErrors.otherHostKey(connection, otherKey.get());
      }
      throw isRefusal(e)
          ? SftpErrors.loginRefused(connection)
          : SftpErrors.noConnection(connection, e);
    } catch (RuntimeException e) {
      session.close(true);
      throw e;
    }
  }

  /** The fingerprint that the server shows, by a session that is then broken off. */
  static String hostKey(SshClient ssh, SftpConnection connection) {
    AtomicReference<String> shown = new AtomicReference<>();
    try (ClientSession session = connect(ssh, connection)) {
      session.setServerKeyVerifier(
          (verified, address, key) -> {
            shown.set(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
            return false;
          });
      session.auth().verify(PATIENCE);
    } catch (IOException brokenOff) {
      if (shown.get() == null) {
        throw SftpErrors.noConnection(connection, brokenOff);
      }
    }
    return shown.get();
  }

  private static ClientSession connect(SshClient ssh, SftpConnection connection) {
    try {
      return ssh.connect(connection.user(), connection.host(), connection.port())
          .verify(PATIENCE)
          .getSession();
    } catch (IOException e) {
      throw SftpErrors.noConnection(connection, e);
    }
  }

  private static boolean isRefusal(IOException failure) {
    return failure instanceof SshException refused
        && refused.getDisconnectCode()
            == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
  }

  static KeyPair key(String text) {
    try {
      return SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName("the private key for the SFTP server"),
              new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
              null)
          .iterator()
          .next();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Not as a cause: what a parser says of a key may quote the key.
      throw SftpErrors.unreadableKey();
    }
  }

  boolean isOpen() {
    return session.isOpen() && sftp.isOpen();
  }

  /** From any thread: whoever waits for an answer is woken. */
  void close() {
    session.close(true);
  }

  List<RemoteFile> list(String directory, String glob) {
    Pattern names = pattern(glob);
    List<RemoteFile> files = new ArrayList<>();
    try {
      for (DirEntry entry : sftp.readDir(directory)) {
        Attributes attributes = entry.getAttributes();
        if (attributes.isRegularFile()
            && isPlain(entry.getFilename())
            && names.matcher(entry.getFilename()).matches()
            && files.size() < MAX_FILES) {
          FileTime modified = attributes.getModifyTime();
          files.add(
              new RemoteFile(
                  entry.getFilename(),
                  attributes.getSize(),
                  modified == null ? Instant.EPOCH : modified.toInstant()));
        }
      }
    } catch (IOException e) {
      throw SftpErrors.ofDirectory(directory, e);
    } catch (RuntimeException e) {
      // Iterating, the library wraps what was an IOException.
      throw e.getCause() instanceof IOException cause
          ? SftpErrors.ofDirectory(directory, cause)
          : e;
    }
    files.sort(Comparator.comparing(RemoteFile::modified).thenComparing(RemoteFile::name));
    return files;
  }

  /** Not by the file system's own matcher: it refuses names that our locale cannot write. */
  private static Pattern pattern(String glob) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char each = glob.charAt(i);
      pattern.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
    }
    return Pattern.compile(pattern.toString());
  }

  /** Whether it is a name and not a path, and fit for a log. */
  private static boolean isPlain(String name) {
    return name.indexOf('/') < 0 && name.chars().noneMatch(Character::isISOControl);
  }

  Buffer read(String path, long offset, int maxBytes) {
    Buffer content = Buffer.buffer();
    byte[] part = new byte[Math.min(READ_BYTES, maxBytes)];
    try (CloseableHandle file = sftp.open(path)) {
      while (content.length() < maxBytes) {
        int wanted = Math.min(part.length, maxBytes - content.length());
        int read = sftp.read(file, offset + content.length(), part, 0, wanted);
        if (read < 0) {
          break;
        }
        content.appendBytes(part, 0, read);
      }
      return content;
    } catch (IOException e) {
      if (content.length() > 0) {
        // Kept, or a connection that is cut again and again would never get anywhere.
        close();
        return content;
      }
      throw SftpErrors.ofFile(path, e);
    }
  }

  void move(String from, String to) {
    try {
      makeDirectory(to.substring(0, to.lastIndexOf('/')));
      sftp.rename(from, free(to));
    } catch (IOException e) {
      if (!SftpErrors.isMissing(e)) {
        throw SftpErrors.ofFile(from, e);
      }
      // It was moved already: the answer to an earlier attempt may have been lost.
    }
  }

  private void makeDirectory(String directory) throws IOException {
    if (directory.isEmpty() || exists(directory)) {
      return;
    }
    makeDirectory(directory.substring(0, Math.max(0, directory.lastIndexOf('/'))));
    try {
      sftp.mkdir(directory);
    } catch (IOException e) {
      if (!exists(directory)) {
        throw SftpErrors.ofDirectory(directory, e);
      }
    }
  }

  /** The path itself, or with the first number behind it under which there is no file yet. */
  private String free(String path) throws IOException {
    String free = path;
    for (int number = 1; exists(free); number++) {
      free = path + "." + number;
    }
    return free;
  }

  private boolean exists(String path) throws IOException {
    try {
      sftp.stat(path);
      return true;
    } catch (IOException e) {
      if (SftpErrors.isMissing(e)) {
        return false;
      }
      throw e;
    }
  }
}
