package io.tidegate.connector;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends one request and reads the whole answer, within the limits of {@link HttpOptions}. Knows no
 * tokens and judges no answers; no cookies are kept and no redirect is followed.
 *
 * <p>Vert.x's core client and not its web client: it tells a request that was never sent from one
 * whose answer was lost, and an answer that grows too large can be cut off.
 */
final class Transport {

  private static final int MAX_HEADER_BYTES = 32 << 10;

  private final String system;
  private final HttpOptions options;
  private final HttpClient client;

  /**
   * @param connections kept alive at most; the gate lets no more requests through at once
   */
  Transport(Vertx vertx, String system, HttpOptions options, int connections) {
    this.system = system;
    this.options = options;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(options.connectTimeout().toMillis()))
                .setDecompressionSupported(true)
                .setMaxHeaderSize(MAX_HEADER_BYTES),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** Fails with {@link RetriableException} if there was no whole answer. */
  Future<Answer> send(Origin origin, Call call) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(call.method())
            .setSsl(origin.tls())
            .setHost(origin.host())
            .setPort(origin.port())
            .setURI(call.target())
            .setConnectTimeout(options.connectTimeout().toMillis());
    call.headers().forEach(request::putHeader);
    return client
        .request(request)
        .recover(
            failure ->
                failed(
                    RetriableException.Kind.FAILED,
                    "No connection to " + origin + ": " + reason(failure) + ".",
                    false))
        .compose(sendable -> exchange(sendable, origin, call));
  }

  Future<Void> close() {
    return client.close();
  }

  private Future<Answer> exchange(HttpClientRequest request, Origin origin, Call call) {
    Future<HttpClientResponse> response =
        call.body() == null ? request.send() : request.send(call.body());
    return response
        .compose(this::read)
        .timeout(options.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              request.reset();
              if (failure instanceof ConnectorException) {
                return Future.failedFuture(failure);
              }
              if (failure instanceof TimeoutException) {
                return failed(
                    RetriableException.Kind.TIMED_OUT,
                    origin
                        + " did not answer within "
                        + options.answerTimeout().toSeconds()
                        + " s.",
                    call.writes());
              }
              return failed(
                  RetriableException.Kind.FAILED,
                  "The connection to " + origin + " broke: " + reason(failure) + ".",
                  call.writes());
            });
  }

  private Future<Answer> read(HttpClientResponse response) {
    Promise<Answer> answer = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .exceptionHandler(answer::tryFail)
        .handler(
            chunk -> {
              if (body.length() + chunk.length() > options.maxAnswerBytes()) {
                answer.tryFail(tooLarge());
              } else {
                body.appendBuffer(chunk);
              }
            })
        .endHandler(
            v -> answer.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
    return answer.future();
  }

  private UnusableException tooLarge() {
    return new UnusableException(
        system,
        "An answer of " + system + " is larger than " + (options.maxAnswerBytes() >> 20) + " MB.",
        "Read smaller pages, or map fewer attributes of this table.");
  }

  private <T> Future<T> failed(RetriableException.Kind kind, String message, boolean ambiguous) {
    return Future.failedFuture(
        new RetriableException(system, kind, message, Optional.empty(), ambiguous));
  }

  /** In our words: the message of a network failure may repeat the request's whole address. */
  private static String reason(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return "the name is unknown";
    }
    if (failure instanceof SSLException) {
      return "TLS failed, " + failure.getMessage();
    }
    if (failure instanceof ConnectTimeoutException || failure instanceof TimeoutException) {
      return "nobody answered in time";
    }
    if (failure instanceof ConnectException) {
      return "it was refused";
    }
    return failure instanceof HttpClosedException
        ? "it was closed"
        : failure.getClass().getSimpleName();
  }
}
