package io.tidegate.sandbox.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that the SFTP server serves: a temporary folder. Paths begin with a slash, which is the
 * folder itself. Blocks, so not for an event loop.
 */
public final class SftpFolder {
  /** A file and its size in bytes. */
  public record Entry(String path, long size) {}

  private final Path root;
  private final Path staging;

  private SftpFolder(Path above) throws IOException {
    root = Files.createDirectory(above.resolve("files"));
    staging = Files.createDirectory(above.resolve("staging"));
  }

  /** A new folder in which there is nothing but another one. */
  static SftpFolder create(String directory) throws IOException {
    SftpFolder folder = new SftpFolder(Files.createTempDirectory("sandbox-sftp"));
    Files.createDirectories(folder.resolve(directory));
    return folder;
  }

  /** Where a file can be written before it is moved to where it is seen. */
  public Path staging() {
    return staging;
  }

  Path root() {
    return root;
  }

  /**
   * Where a path leads.
   *
   * @throws IllegalArgumentException when it does not lead into the folder
   */
  public Path resolve(String path) {
    Path resolved = root.resolve(path.replaceFirst("^/+", "")).normalize();
    if (!path.startsWith("/") || !resolved.startsWith(root) || resolved.equals(root)) {
      throw new IllegalArgumentException("must be an absolute path to a file");
    }
    return resolved;
  }

  /** All files, by path. */
  public List<Entry> list() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        entries.add(new Entry("/" + root.relativize(file), Files.size(file)));
      }
    }
    return entries;
  }

  /** Writes a file anew, or at its end; makes the folders above it. */
  public Entry write(String path, byte[] bytes, boolean append) throws IOException {
    Path file = resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        bytes,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    return new Entry(path, Files.size(file));
  }

  /** Deletes a file; false when there is none. */
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(resolve(path));
  }

  /** Deletes all files, but leaves the folders for those who have them open. */
  public void clear() throws IOException {
    for (Entry entry : list()) {
      delete(entry.path());
    }
  }

  /** Deletes the folder itself and all in it. */
  void remove() throws IOException {
    try (Stream<Path> found = Files.walk(root.getParent())) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Someone else has removed it, which is as good.
    }
  }
}
