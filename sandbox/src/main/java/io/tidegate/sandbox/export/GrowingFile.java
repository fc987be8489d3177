package io.tidegate.sandbox.export;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that arrives under its final name bit by bit, wherever that cuts its lines in two. */
final class GrowingFile {
  private static final int PARTS = 20;

  private final Vertx vertx;
  private final Path from;
  private final Path to;
  private final int partMillis;
  private final Promise<Void> arrived = Promise.promise();
  private volatile boolean stopped;
  private int parts;

  GrowingFile(Vertx vertx, Path from, Path to, int millis) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    this.partMillis = millis / PARTS;
  }

  /** Has it arrive, at once if it takes no time; completes when all of it is there. */
  Future<Void> arrive() {
    if (partMillis == 0) {
      vertx.executeBlocking(this::move).onComplete(arrived);
    } else {
      grow();
    }
    return arrived.future();
  }

  /** Leaves it as it is. */
  void stop() {
    stopped = true;
    arrived.tryComplete();
  }

  private Void move() throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    return null;
  }

  private void grow() {
    vertx
        .executeBlocking(this::addPart)
        .onFailure(arrived::tryFail)
        .onSuccess(
            whole -> {
              if (whole) {
                arrived.tryComplete();
              } else if (!stopped) {
                vertx.setTimer(partMillis, timer -> grow());
              }
            });
  }

  /** Adds the next part; whether it was the last one. */
  private boolean addPart() throws IOException {
    long size = Files.size(from);
    long start = size * parts / PARTS;
    long end = size * ++parts / PARTS;
    Files.createDirectories(to.getParent());
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel target =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
      source.transferTo(start, end - start, target);
    }
    if (parts == PARTS) {
      Files.delete(from);
    }
    return parts == PARTS;
  }
}
