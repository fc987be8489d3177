package io.tidegate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessHandle.Info;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The processor time that this process and its database have used. On a machine that others use,
 * too, it tells more than the time that passes.
 */
final class CpuTime {
  private static final String PID_FILE = "postmaster.pid";

  private final long postmaster;

  /** Of the database in a folder. */
  CpuTime(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(path -> path.endsWith(PID_FILE)).findFirst().orElseThrow();
      postmaster = Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** In seconds; of the database's processes only those that are there count. */
  double used() {
    ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
    return Stream.concat(Stream.of(ProcessHandle.current(), server), server.descendants())
            .map(ProcessHandle::info)
            .map(Info::totalCpuDuration)
            .mapToLong(used -> used.map(Duration::toNanos).orElse(0L))
            .sum()
        / 1e9;
  }
}
