package io.tidegate.workflow.export;

import io.tidegate.sftp.RemoteFile;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a flow has read a file.
 *
 * @param size as last seen
 * @param modified as last seen
 * @param changedAt when one of the two was last seen to change, by our own clock
 * @param position bytes read
 * @param lines lines read
 * @param finished whether nothing more is expected
 * @param archived whether it was moved away; a file of that name is then another one
 */
record ReadFile(
    String name,
    long size,
    Instant modified,
    Instant changedAt,
    long position,
    long lines,
    boolean finished,
    boolean archived) {

  static ReadFile fresh(RemoteFile file) {
    return new ReadFile(
        file.name(), file.size(), file.modified(), Instant.now(), 0, 0, false, false);
  }

  boolean isAsSeen(RemoteFile file) {
    return size == file.size() && modified.equals(file.modified());
  }

  /**
   * The same in the light of what is there now: grown, or delivered anew under the same name, which
   * is to be read from the beginning.
   */
  ReadFile seenAgain(RemoteFile file) {
    if (isAsSeen(file)) {
      return this;
    }
    boolean anew = archived || file.size() < position || (finished && file.size() <= size);
    return anew
        ? fresh(file)
        : new ReadFile(
            name, file.size(), file.modified(), Instant.now(), position, lines, false, false);
  }

  boolean unchangedFor(int seconds) {
    return Duration.between(changedAt, Instant.now()).compareTo(Duration.ofSeconds(seconds)) >= 0;
  }

  ReadFile advanced(long bytes, long moreLines) {
    return new ReadFile(
        name, size, modified, changedAt, position + bytes, lines + moreLines, false, false);
  }

  ReadFile finish() {
    return new ReadFile(name, size, modified, changedAt, position, lines, true, false);
  }
}
