package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Files of one class-path folder. Each is read, hashed and compressed once, when it is first asked
 * for, and kept in memory from then on: the folder is part of the jar, small, and does not change.
 */
final class StaticFiles {
  /** Plain names only: nothing hidden, nothing that climbs, and a last name with an extension. */
  private static final Pattern NAME = Pattern.compile("(?:\\w[\\w.-]*/)*\\w[\\w.-]*\\.\\w+");

  /** Less is not worth the compression. */
  private static final int COMPRESSIBLE_BYTES = 1024;

  private final Vertx vertx;
  private final String folder;
  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  private record StaticFile(String mediaType, String hash, Buffer plain, Optional<Buffer> gzip) {}

  StaticFiles(Vertx vertx, String folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  boolean contains(String name) {
    return StaticFiles.class.getClassLoader().getResource(folder + "/" + name) != null;
  }

  /**
   * Answers with a file, or passes the request on if there is none of that name.
   *
   * @param name relative to the folder
   * @param caching the {@code Cache-Control} to send with it
   */
  void serve(RoutingContext context, String name, String caching) {
    if (!NAME.matcher(name).matches() || MimeMapping.mimeTypeForFilename(name) == null) {
      context.next();
      return;
    }
    StaticFile known = files.get(name);
    Future<Optional<StaticFile>> found =
        known != null
            ? Future.succeededFuture(Optional.of(known))
            : vertx.executeBlocking(() -> load(name), false);
    found
        .onSuccess(
            file ->
                file.ifPresentOrElse(present -> answer(context, present, caching), context::next))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, StaticFile file, String caching) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean compressed = file.gzip().isPresent() && accepted != null && accepted.contains("gzip");
    String tag = "\"" + file.hash() + (compressed ? "-gzip\"" : "\"");
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, caching)
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader(HttpHeaders.ETAG, tag);
    String asked = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (asked != null && asked.contains(tag)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
    if (compressed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.gzip().get());
    } else {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY).end(file.plain());
    }
  }

  private Optional<StaticFile> load(String name) throws IOException {
    try (InputStream stream =
        StaticFiles.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] content = stream.readAllBytes();
      String mediaType = MimeMapping.mimeTypeForFilename(name);
      boolean text =
          mediaType.startsWith("text/")
              || mediaType.contains("javascript")
              || mediaType.contains("json")
              || mediaType.contains("xml");
      StaticFile file =
          new StaticFile(
              text ? mediaType + "; charset=utf-8" : mediaType,
              hash(content),
              Buffer.buffer(content),
              text && content.length >= COMPRESSIBLE_BYTES
                  ? Optional.of(gzip(content))
                  : Optional.empty());
      files.put(name, file);
      return Optional.of(file);
    }
  }

  private static Buffer gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      new ByteArrayInputStream(content).transferTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(compressed.toByteArray());
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
