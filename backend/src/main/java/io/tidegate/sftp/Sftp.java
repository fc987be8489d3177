package io.tidegate.sftp;

import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.Vendor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SFTP server on which Campaign leaves its exports. One session is kept, and made anew when it
 * is broken; calls queue up for it, on a worker thread of their own, since the library blocks.
 * Every call fails with a {@link ConnectorException} within a time limit, and repeats nothing.
 *
 * <p>To be made where the service is wired: what is made in a verticle ends with it.
 */
public final class Sftp {
  private static final Logger LOG = LoggerFactory.getLogger(Sftp.class);

  /** For each answer of the server; a session on which nothing comes for so long is closed. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** For a call as a whole, its wait in the queue not counted. */
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);

  private final Vertx vertx;
  private final SftpConnection connection;
  private final WorkerExecutor worker;

  /** Used by the worker only, but for {@link #abort}. */
  private volatile SftpSession session;

  private SshClient ssh;

  public Sftp(Vertx vertx, SftpConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
    this.worker =
        vertx.createSharedWorkerExecutor(
            "sftp-" + connection.host() + "-" + connection.port(),
            1,
            CALL_TIMEOUT.toMillis() * 2,
            TimeUnit.MILLISECONDS);
  }

  /** The server that is configured; fails with what to do when there is none. */
  public static Sftp required(Optional<Sftp> configured) {
    return configured.orElseThrow(
        () ->
            Vendor.CAMPAIGN.unusable(
                "No SFTP server is configured from which export files could be read.",
                "Enter "
                    + Vendor.CAMPAIGN.setting("SFTP_HOST")
                    + " and what belongs to it, or have this read by REST."));
  }

  /**
   * The plain files of a directory, the oldest first.
   *
   * @param glob which names, such as {@code broadlog*.csv}; {@code *} and {@code ?} are understood
   */
  public Future<List<RemoteFile>> list(String directory, String glob) {
    return call(session -> session.list(directory, glob));
  }

  /**
   * A part of a file; empty at its end. It may be shorter than asked for also before the end, if
   * the connection broke. Fails with {@link io.tidegate.connector.GoneException} when there is no
   * such file.
   */
  public Future<Buffer> read(String directory, String name, long offset, int maxBytes) {
    return call(session -> session.read(directory + "/" + name, offset, maxBytes));
  }

  /**
   * Moves a file; makes the directory it is moved to. If something has that name there, the file
   * gets a number behind its own. A file that is gone counts as moved.
   */
  public Future<Void> move(String from, String to) {
    return call(
        session -> {
          session.move(from, to);
          return null;
        });
  }

  /**
   * The fingerprint of the key that the server shows, {@code SHA256:…}, whether it is the trusted
   * one or not. Nothing that is secret is sent.
   */
  public Future<String> hostKey() {
    return worker.executeBlocking(() -> SftpSession.hostKey(started(), connection), false);
  }

  /** Completes when the server lets the user in. */
  public Future<Void> signIn() {
    return call(session -> null);
  }

  /** Ends the session. Completes when the call under way has ended. */
  public Future<Void> close() {
    return worker
        .<Void>executeBlocking(
            () -> {
              abort();
              if (ssh != null) {
                ssh.stop();
              }
              return null;
            },
            false)
        .eventually(worker::close);
  }

  private <T> Future<T> call(Function<SftpSession, T> work) {
    return worker.executeBlocking(() -> limited(work), false);
  }

  private <T> T limited(Function<SftpSession, T> work) {
    boolean[] late = new boolean[1];
    long timer =
        vertx.setTimer(
            CALL_TIMEOUT.toMillis(),
            due -> {
              late[0] = true;
              abort();
            });
    try {
      return work.apply(opened());
    } catch (RuntimeException e) {
      // Whatever it was, the next call does not build on this session.
      abort();
      if (late[0] || e.getCause() instanceof TimeoutException) {
        throw SftpErrors.timedOut();
      }
      if (e instanceof ConnectorException) {
        throw e;
      }
      LOG.warn("The SFTP library failed unforeseen", e);
      throw SftpErrors.failed(e);
    } finally {
      vertx.cancelTimer(timer);
    }
  }

  private SftpSession opened() {
    if (session == null || !session.isOpen()) {
      abort();
      session = SftpSession.open(started(), connection);
    }
    return session;
  }

  private SshClient started() {
    if (ssh == null) {
      ssh = client();
    }
    return ssh;
  }

  private void abort() {
    SftpSession broken = session;
    if (broken != null) {
      broken.close();
      session = null;
    }
  }

  /** Heeds neither the account's SSH configuration nor its keys. */
  private static SshClient client() {
    SshClient ssh = SshClient.setUpDefaultClient();
    ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    ssh.setServerKeyVerifier((session, address, key) -> false);
    CoreModuleProperties.IDLE_TIMEOUT.set(ssh, SILENCE);
    SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(ssh, SILENCE);
    ssh.start();
    return ssh;
  }
}
