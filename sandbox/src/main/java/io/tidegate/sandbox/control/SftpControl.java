package io.tidegate.sandbox.control;

import io.tidegate.sandbox.Credentials;
import io.tidegate.sandbox.sftp.SftpFaults;
import io.tidegate.sandbox.sftp.SftpFolder;
import io.tidegate.sandbox.sftp.SftpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** Tells how the SFTP server is reached, puts files there behind its back, and disturbs it. */
final class SftpControl {
  private final Vertx vertx;
  private final SftpServer sftp;
  private final String host;

  SftpControl(Vertx vertx, SftpServer sftp, String host) {
    this.vertx = vertx;
    this.sftp = sftp;
    this.host = host;
  }

  void register(Controls controls) {
    controls.on(HttpMethod.GET, "/sftp", context -> show());
    controls.on(HttpMethod.GET, "/sftp/files", context -> files());
    controls.onBody(HttpMethod.POST, "/sftp/files", this::write);
    controls.on(
        HttpMethod.DELETE, "/sftp/files", context -> delete(context.request().getParam("path")));
    controls.on(HttpMethod.POST, "/sftp/disconnect", context -> disconnect());
    controls.on(HttpMethod.GET, "/sftp/faults", context -> showFaults());
    controls.onBody(HttpMethod.PUT, "/sftp/faults", this::faults);
  }

  private Future<Answer> show() {
    return Answer.ok(
        new JsonObject()
            .put("host", host)
            .put("port", sftp.port())
            .put("user", Credentials.SFTP_USER)
            .put("password", Credentials.SFTP_PASSWORD)
            .put("privateKey", sftp.privateKey())
            .put("hostKey", sftp.hostKey())
            .put("directory", SftpServer.DIRECTORY));
  }

  private Future<Answer> files() {
    return blocking(
            () -> {
              JsonArray files = new JsonArray();
              sftp.folder().list().forEach(entry -> files.add(shown(entry)));
              return new JsonObject().put("files", files);
            })
        .compose(Answer::ok);
  }

  private Future<Answer> write(Buffer body) {
    Input input = Input.of(body, "path", "content", "append");
    String path = input.requiredText("path");
    byte[] content = input.text("content").orElse("").getBytes(StandardCharsets.UTF_8);
    boolean append = input.flag("append").orElse(false);
    return blocking(() -> shown(sftp.folder().write(path, content, append)))
        .compose(Answer::created);
  }

  private Future<Answer> delete(String path) {
    if (path == null) {
      throw new BadInputException("path", "is required");
    }
    return blocking(
            () -> {
              if (!sftp.folder().delete(path)) {
                throw new BadInputException("path", "There is no such file.");
              }
              return true;
            })
        .compose(deleted -> Answer.done());
  }

  private Future<Answer> disconnect() {
    sftp.disconnect();
    return Answer.done();
  }

  private Future<Answer> showFaults() {
    SftpFaults.Settings settings = sftp.faults().settings();
    OptionalLong cut = settings.cutAfterBytes();
    return Answer.ok(
        new JsonObject()
            .put("refuseLogins", settings.refuseLogins())
            .put("cutAfterBytes", cut.isPresent() ? cut.getAsLong() : null));
  }

  private Future<Answer> faults(Buffer body) {
    Input input = Input.of(body, "refuseLogins", "cutAfterBytes");
    OptionalLong cut =
        input
            .whole("cutAfterBytes", 0, Integer.MAX_VALUE)
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty);
    sftp.faults().settings(new SftpFaults.Settings(input.flag("refuseLogins").orElse(false), cut));
    return showFaults();
  }

  /** No faults and no files; who is connected stays so. */
  Future<Void> reset() {
    sftp.faults().settings(SftpFaults.Settings.NONE);
    return blocking(
            () -> {
              sftp.folder().clear();
              return true;
            })
        .mapEmpty();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(
        () -> {
          try {
            return work.call();
          } catch (IllegalArgumentException e) {
            throw new BadInputException("path", e.getMessage());
          }
        });
  }

  private static JsonObject shown(SftpFolder.Entry entry) {
    return new JsonObject().put("path", entry.path()).put("size", entry.size());
  }
}
