package io.tidegate.workflow.ingress;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between Tidegate and a system, and spoils the pages of a table that is read. */
final class SpoilingProxy {

  /** Makes something else of an answer. */
  interface Spoiling {
    /**
     * An answer as it comes to Tidegate.
     *
     * @param body as the system gave it
     */
    Spoiled spoil(String url, String body);
  }

  /** What comes instead. */
  record Spoiled(String contentType, String body) {
    static Spoiled json(String body) {
      return new Spoiled("application/json; odata.metadata=minimal", body);
    }
  }

  private final String sandbox;
  private final String table;
  private final HttpClient client;
  private final HttpServer server;
  private final AtomicInteger spoiled = new AtomicInteger();
  private volatile Spoiling spoiling;

  /**
   * Listens.
   *
   * @param sandbox its address
   * @param table what the path of the reads that are spoiled ends with
   */
  SpoilingProxy(Vertx vertx, String sandbox, String table) throws TimeoutException {
    this.sandbox = sandbox;
    this.table = table;
    client = vertx.createHttpClient();
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::pass)
            .listen(0, "127.0.0.1")
            .await(10, SECONDS);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** From now on; null for no more. */
  void spoil(Spoiling how) {
    spoiled.set(0);
    spoiling = how;
  }

  /** How many answers were spoiled since it was last said how. */
  int spoiled() {
    return spoiled.get();
  }

  private void pass(HttpServerRequest request) {
    request
        .body()
        .compose(body -> client.request(options(request)).compose(out -> send(request, out, body)))
        .onFailure(failure -> request.connection().close());
  }

  private RequestOptions options(HttpServerRequest request) {
    URI to = URI.create(sandbox);
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(to.getHost())
            .setPort(to.getPort())
            .setURI(request.uri());
    request.headers().forEach(options::putHeader);
    options.getHeaders().remove("Accept-Encoding").remove("Content-Length").remove("Host");
    return options;
  }

  private Future<Void> send(HttpServerRequest request, HttpClientRequest out, Buffer body) {
    return out.send(body)
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        read -> {
                          answer.headers().forEach(request.response()::putHeader);
                          request
                              .response()
                              .headers()
                              .remove("Content-Length")
                              .remove("Transfer-Encoding");
                          request.response().setStatusCode(answer.statusCode());
                          return request.response().end(answer(request, answer.statusCode(), read));
                        }));
  }

  private Buffer answer(HttpServerRequest request, int status, Buffer read) {
    Spoiling how = spoiling;
    String own = read.toString().replace(sandbox, url());
    if (how == null || status != 200 || !request.path().endsWith("/" + table)) {
      return Buffer.buffer(own);
    }
    Spoiled instead = how.spoil(request.absoluteURI(), own);
    spoiled.incrementAndGet();
    request.response().putHeader("Content-Type", instead.contentType());
    return Buffer.buffer(instead.body());
  }
}
