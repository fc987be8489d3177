package io.tidegate.connector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every call to one system goes through: the gate, the token, the system's headers, one
 * renewal of the token on 401, and the judgement of the answer. It repeats nothing else; whoever
 * calls decides what to do about a {@link RetriableException}. A system that let us in before may
 * turn us away for a while (a 401, a redirect to a page that asks for patience): that is retriable.
 */
public final class Pipeline {

  /** Judges an answer that is not a success. */
  @FunctionalInterface
  public interface Judge {
    ConnectorException judge(Call call, Answer answer);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** Dynamics' recommendation of how many requests to have in flight. */
  private static final String PARALLELISM_HINT = "x-ms-dop-hint";

  /** Found, See Other, Temporary Redirect (RFC 9110, section 15.4). */
  private static final Set<Integer> TEMPORARY_REDIRECTS = Set.of(302, 303, 307);

  /** Parsing more than this would hold up an event loop noticeably. */
  private static final int LARGE_BODY = 256 << 10;

  private final Vertx vertx;
  private final Vendor vendor;
  private final Origin origin;
  private final Map<String, String> headers;
  private final Judge judge;
  private final Transport transport;
  private final TokenCache tokens;
  private final Gate gate;

  /**
   * @param url any address at the system: its scheme, host and port are where all calls go
   * @param headers sent with every call
   * @param gate that of the account; several pipelines may share it
   * @param connections kept alive at most
   */
  public Pipeline(
      Vertx vertx,
      String url,
      ClientCredentials credentials,
      Map<String, String> headers,
      Gate gate,
      int connections,
      HttpOptions httpOptions,
      Judge judge) {
    this.vertx = vertx;
    this.vendor = credentials.vendor();
    this.origin = Origin.of(url);
    this.headers = headers;
    this.judge = judge;
    this.transport = new Transport(vertx, vendor.system(), httpOptions, connections);
    this.tokens = new TokenCache(() -> credentials.request(vertx, transport), System::nanoTime);
    this.gate = gate;
  }

  /** With a gate of its own. */
  public Pipeline(
      Vertx vertx,
      String url,
      ClientCredentials credentials,
      Map<String, String> headers,
      GateOptions gate,
      HttpOptions httpOptions,
      Judge judge) {
    this(
        vertx,
        url,
        credentials,
        headers,
        new Gate(vertx, credentials.vendor().system(), gate),
        gate.maxConcurrency(),
        httpOptions,
        judge);
  }

  public Gate gate() {
    return gate;
  }

  /**
   * Whether anybody answers at the address, be it with a refusal. Not through the gate and without
   * a token.
   */
  public Future<Void> reach(String target) {
    return transport.send(origin, Call.get(target, headers)).mapEmpty();
  }

  /** Gets a token, unless there is one. */
  public Future<Void> signIn() {
    return tokens.token().mapEmpty();
  }

  /** Completes with a successful answer, or fails with a {@link ConnectorException}. */
  public Future<Answer> call(Scope scope, Call call) {
    return scope.submit(() -> authorised(call).map(answer -> judged(call, answer)));
  }

  /**
   * As {@link #call}, for an answer that must be a JSON object. It is parsed once, a large one
   * aside from the event loop.
   *
   * @param reader makes something of the object; if it cannot, the answer counts as unreadable
   */
  public <T> Future<T> read(Scope scope, Call call, Function<JsonObject, T> reader) {
    return call(scope, call)
        .compose(
            answer ->
                answer.body().length() < LARGE_BODY
                    ? Future.succeededFuture(answer.jsonObject())
                    : vertx.executeBlocking(answer::jsonObject, false))
        .map(body -> reader.apply(body.orElseThrow()))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof ConnectorException ? failure : unreadable(call, failure)));
  }

  /**
   * The path and query of a link the system gave, untouched.
   *
   * @throws UnusableException if it leads elsewhere: the token is for this system only
   */
  public String target(String link) {
    return origin
        .targetOf(link)
        .orElseThrow(
            () ->
                vendor.unusable(
                    vendor.title() + " answered with a link that does not lead to " + origin + ".",
                    "Enter the address that %s itself uses in its links as %s."
                        .formatted(vendor.title(), vendor.setting("URL"))));
  }

  /**
   * For {@code recover} when reading: there a refusal is not about a record but about the request
   * as a whole, and what it means depends on the request.
   *
   * @param meaning given the vendor's words
   */
  public static <T> Function<Throwable, Future<T>> whenRefused(
      Function<String, ConnectorException> meaning) {
    return failure ->
        Future.failedFuture(
            failure instanceof RefusedException || failure instanceof GoneException
                ? meaning.apply(failure.getMessage())
                : failure);
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return transport.close();
  }

  private Future<Answer> authorised(Call call) {
    return tokens
        .token()
        .compose(token -> sent(call, token))
        .compose(
            answer ->
                answer.status() == 401
                    ? tokens.token().compose(renewed -> sent(call, renewed))
                    : Future.succeededFuture(answer));
  }

  private Future<Answer> sent(Call call, String token) {
    return transport
        .send(origin, withToken(call, token))
        .map(
            answer -> {
              if (answer.status() == 401) {
                tokens.reject(token);
              } else if (answer.successful()) {
                tokens.accept();
              }
              return answer;
            });
  }

  private Call withToken(Call call, String token) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(call.headers());
    all.put("Authorization", "Bearer " + token);
    return new Call(call.method(), call.target(), all, call.body());
  }

  private Answer judged(Call call, Answer answer) {
    heedParallelism(answer);
    if (answer.successful()) {
      return answer;
    }
    LOG.debug("{}: {} for {}", vendor.title(), answer, call);
    if (answer.status() >= 300 && answer.status() < 400) {
      UnusableException redirected = redirected(answer);
      throw tokens.wasAccepted() && TEMPORARY_REDIRECTS.contains(answer.status())
          ? forNow(redirected)
          : redirected;
    }
    ConnectorException judgement = judge.judge(call, answer);
    throw answer.status() == 401 && tokens.mayBeAccepted() ? forNow(judgement) : judgement;
  }

  private void heedParallelism(Answer answer) {
    String hint = answer.headers().get(PARALLELISM_HINT);
    if (hint != null && hint.matches("[1-9]\\d{0,5}")) {
      gate.recommended(Integer.parseInt(hint));
    }
  }

  private UnusableException redirected(Answer answer) {
    String location = answer.headers().get(HttpHeaders.LOCATION);
    return vendor.unusable(
        vendor.title()
            + " answers with a redirect ("
            + answer
            + (location == null ? "" : " to " + location.replaceFirst("[?#].*", ""))
            + ").",
        "Check " + vendor.setting("URL") + ".");
  }

  /** What would be for good from a system that never let us in, and may pass at one that did. */
  private RetriableException forNow(ConnectorException judgement) {
    return new RetriableException(
        vendor.system(),
        RetriableException.Kind.FAILED,
        judgement.getMessage(),
        Optional.empty(),
        false);
  }

  private RetriableException unreadable(Call call, Throwable failure) {
    LOG.debug("{}: unreadable answer to {}: {}", vendor.title(), call, failure.getClass());
    return new RetriableException(
        vendor.system(),
        RetriableException.Kind.FAILED,
        vendor.title()
            + " answered "
            + call
            + " with something unreadable; if it stays so, check "
            + vendor.setting("URL")
            + ".",
        Optional.empty(),
        call.writes());
  }
}
