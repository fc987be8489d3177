package io.tidegate.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process that started it. It wrote {@code postmaster.pid}
 * into its data directory: process id, data directory, start time, port… one a line
 * (https://www.postgresql.org/docs/current/storage-file-layout.html).
 */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Postmaster() {}

  /**
   * Stops the server that runs on a data directory, if one does. The caller holds the lock of the
   * folder, so nobody alive is using it. A file left by a server that is dead is removed: its
   * process id may belong to somebody else by now, which PostgreSQL would take for its own.
   */
  static void stopLeftOver(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    Optional<ProcessHandle> server =
        lines.isEmpty() ? Optional.empty() : find(lines.get(0).strip());
    if (server.isEmpty()) {
      LOG.info("Removing the process file of a PostgreSQL that is no longer there");
      Files.deleteIfExists(file);
      return;
    }
    LOG.info("Stopping the PostgreSQL (process {}) that was left running", server.get().pid());
    stop(server.get());
  }

  private static Optional<ProcessHandle> find(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid))
          .filter(ProcessHandle::isAlive)
          .filter(Postmaster::isPostgres);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * When the system does not tell, it is taken for another one: should it be PostgreSQL after all,
   * the new server finds its shared memory in use and refuses to start.
   */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.contains("postgres")).isPresent();
  }

  /**
   * SIGINT is PostgreSQL's fast shutdown: it ends its sessions and writes a checkpoint
   * (https://www.postgresql.org/docs/current/server-shutdown.html). Should it hang, SIGQUIT, the
   * immediate one: the log repairs what that leaves at the next start.
   */
  private static void stop(ProcessHandle server) throws IOException {
    try {
      signal(server, "INT");
      if (!gone(server)) {
        signal(server, "QUIT");
        if (!gone(server)) {
          throw new IOException("PostgreSQL, process " + server.pid() + ", does not stop");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a PostgreSQL that was left running stops", e);
    }
  }

  /** Java itself sends no signal but SIGTERM and SIGKILL. */
  private static void signal(ProcessHandle server, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start().waitFor();
  }

  private static boolean gone(ProcessHandle server) throws InterruptedException {
    try {
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
