package io.tidegate.connector;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/**
 * A small HTTP server on a real socket that plays the vendor's part: it gives tokens at {@code
 * /token}, and answers everything else as the test says, in turn; the last answer stays.
 */
public final class Stub {

  /** A request as it arrived. */
  public record Seen(HttpMethod method, String target, MultiMap headers, String body) {}

  private final Deque<Handler<HttpServerRequest>> answers = new ConcurrentLinkedDeque<>();
  private final Deque<Handler<HttpServerRequest>> tokenAnswers = new ConcurrentLinkedDeque<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Seen> tokensAsked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public Stub(Vertx vertx) throws TimeoutException {
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setCompressionSupported(true)
                    .setMaxInitialLineLength(64 << 10))
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              boolean token = request.path().equals("/token");
                              (token ? tokensAsked : seen)
                                  .add(
                                      new Seen(
                                          request.method(),
                                          request.uri(),
                                          request.headers(),
                                          body.toString()));
                              next(token).handle(request);
                            }))
            .listen(0, "127.0.0.1")
            .await(10, SECONDS);
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public String tokenUrl() {
    return url() + "/token";
  }

  public List<Seen> seen() {
    return seen;
  }

  public List<Seen> tokensAsked() {
    return tokensAsked;
  }

  public Stub answer(Handler<HttpServerRequest> answer) {
    answers.add(answer);
    return this;
  }

  public Stub answer(int status, String json) {
    return answer(respond(status, json));
  }

  public Stub answerToken(Handler<HttpServerRequest> answer) {
    tokenAnswers.add(answer);
    return this;
  }

  public static Handler<HttpServerRequest> respond(int status, String json) {
    return request ->
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(Buffer.buffer(json));
  }

  public static void cut(HttpServerRequest request) {
    request.connection().close();
  }

  private Handler<HttpServerRequest> next(boolean token) {
    Deque<Handler<HttpServerRequest>> script = token ? tokenAnswers : answers;
    if (script.isEmpty()) {
      return token ? this::giveToken : respond(500, "{}");
    }
    return script.size() > 1 ? script.remove() : script.peek();
  }

  private void giveToken(HttpServerRequest request) {
    JsonObject token =
        new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", 3599)
            .put("access_token", "token-" + tokensAsked.size());
    respond(200, token.encode()).handle(request);
  }
}
