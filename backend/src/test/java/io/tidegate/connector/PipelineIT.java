package io.tidegate.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.tidegate.connector.RetriableException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineIT {

  private static final String SECRET = "s3cret&=+%";
  private static final HttpOptions QUICK =
      new HttpOptions(Duration.ofSeconds(5), Duration.ofMillis(400), 1 << 20);
  private static final HttpOptions PATIENT =
      new HttpOptions(Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 20);
  private static final Call GET = Call.get("/things?a=%3Cb%20c", Map.of("X-Of-Call", "1"));
  private static final Call POST =
      new Call(HttpMethod.POST, "/things", Map.of(), Buffer.buffer("{}"));

  private Vertx vertx;
  private Stub stub;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    stub = new Stub(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void sendsTheTokenTheHeadersAndTheTargetAsItIs() throws Exception {
    stub.answer(200, "{}");
    call(PATIENT, GET).await(10, SECONDS);
    Stub.Seen seen = stub.seen().get(0);
    assertThat(seen.target()).isEqualTo(GET.target());
    assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(seen.headers().get("X-Of-All")).isEqualTo("1");
    assertThat(seen.headers().get("X-Of-Call")).isEqualTo("1");
    assertThat(seen.headers().get("Accept-Encoding")).contains("gzip");
  }

  @Test
  void asksForATokenWithTheCredentialsFormEncoded() throws Exception {
    stub.answer(200, "{}");
    call(PATIENT, GET).await(10, SECONDS);
    assertThat(stub.tokensAsked()).hasSize(1);
    assertThat(stub.tokensAsked().get(0).body())
        .isEqualTo(
            "grant_type=client_credentials&client_id=client"
                + "&client_secret=s3cret%26%3D%2B%25&scope=a%2Cb");
  }

  @Test
  void asksForOneTokenHoweverManyCallsStartTogether() throws Exception {
    stub.answer(200, "{}");
    Pipeline pipeline = pipeline(PATIENT);
    Scope scope = pipeline.gate().scope();
    Future.all(Stream.generate(() -> pipeline.call(scope, GET)).limit(20).toList())
        .await(10, SECONDS);
    assertThat(stub.tokensAsked()).hasSize(1);
    assertThat(stub.seen()).hasSize(20);
  }

  @Test
  void keepsNoCookies() throws Exception {
    stub.answer(
        request -> request.response().putHeader("Set-Cookie", "ARRAffinity=x; Path=/").end("{}"));
    Pipeline pipeline = pipeline(PATIENT);
    Scope scope = pipeline.gate().scope();
    pipeline.call(scope, GET).await(10, SECONDS);
    pipeline.call(scope, GET).await(10, SECONDS);
    assertThat(stub.seen().get(1).headers().contains("Cookie")).isFalse();
  }

  @Test
  void renewsARefusedTokenOnceAndRepeatsTheCall() throws Exception {
    stub.answer(401, "").answer(200, "{}");
    call(PATIENT, GET).await(10, SECONDS);
    assertThat(stub.seen())
        .extracting(seen -> seen.headers().get("Authorization"))
        .containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void givesUpWhenTheRenewedTokenIsRefusedToo() {
    stub.answer(401, "");
    failure(call(PATIENT, GET), UnusableException.class);
    assertThat(stub.seen()).hasSize(2);
  }

  @Test
  void waitsForASystemThatTookTokensBeforeUntilItHasRefusedTenInARow() throws Exception {
    stub.answer(200, "{}").answer(401, "");
    Pipeline pipeline = pipeline(PATIENT);
    Scope scope = pipeline.gate().scope();
    pipeline.call(scope, GET).await(10, SECONDS);
    for (int refused = 1; refused < 9; refused += 2) {
      failure(pipeline.call(scope, GET), RetriableException.class);
    }
    failure(pipeline.call(scope, GET), UnusableException.class);
    assertThat(stub.tokensAsked()).hasSize(10);
  }

  @Test
  void takesARedirectForAPassingOneOnlyOfASystemThatAnsweredBefore() throws Exception {
    stub.answer(302, "").answer(200, "{}").answer(302, "").answer(301, "");
    Pipeline pipeline = pipeline(PATIENT);
    Scope scope = pipeline.gate().scope();
    failure(pipeline.call(scope, GET), UnusableException.class);
    pipeline.call(scope, GET).await(10, SECONDS);
    failure(pipeline.call(scope, GET), RetriableException.class);
    failure(pipeline.call(scope, GET), UnusableException.class);
  }

  @ParameterizedTest(name = "HTTP {0} with {1} of the token endpoint: {3}")
  @CsvSource({
    "401, invalid_client, AADSTS7000215: Invalid client secret provided., _CLIENT_SECRET",
    "400, invalid_client, '', _CLIENT_SECRET",
    "401, invalid_client, AADSTS7000222: The provided client secret keys are expired., _SECRET",
    "400, unauthorized_client, AADSTS700016: Application not found., _CLIENT_ID",
    "400, invalid_request, AADSTS90002: Tenant not found., TIDEGATE_DYNAMICS_TENANT",
    "400, invalid_scope, AADSTS70011: The provided scope is not valid., the scope setting",
    "404, '', '', _TOKEN_URL",
    "302, '', '', _TOKEN_URL"
  })
  void refusedCredentialsNeedAPersonAndSayWhatToDo(
      int status, String error, String description, String remedy) {
    JsonObject body = new JsonObject().put("error", error).put("error_description", description);
    stub.answerToken(Stub.respond(status, body.encode()));
    failure(call(PATIENT, GET), UnusableException.class)
        .satisfies(
            e -> {
              assertThat(e.remedy()).contains(remedy);
              assertThat(e.toString() + e.remedy()).doesNotContain(SECRET);
            });
    assertThat(stub.seen()).isEmpty();
  }

  @ParameterizedTest(name = "HTTP {0} of the token endpoint is retriable")
  @ValueSource(ints = {200, 429, 500, 503})
  void aTokenEndpointOutOfOrderIsWaitedForAndNothingWasSent(int status) {
    stub.answerToken(Stub.respond(status, "<html>"));
    failure(call(PATIENT, POST), RetriableException.class)
        .satisfies(e -> assertThat(e.ambiguous()).isFalse());
  }

  @Test
  void aTokenEndpointThatHangsUpIsWaitedForAndNothingWasSent() {
    stub.answerToken(Stub::cut);
    failure(call(PATIENT, POST), RetriableException.class)
        .satisfies(e -> assertThat(e.ambiguous()).isFalse());
  }

  @Test
  void aRequestThatWasNeverSentIsNotAmbiguous() throws Exception {
    NetServer closed =
        vertx.createNetServer().connectHandler(s -> {}).listen(0, "127.0.0.1").await(10, SECONDS);
    closed.close().await(10, SECONDS);
    Pipeline pipeline = pipeline("http://127.0.0.1:" + closed.actualPort(), PATIENT);
    failure(pipeline.call(pipeline.gate().scope(), POST), RetriableException.class)
        .satisfies(
            e -> {
              assertThat(e.ambiguous()).isFalse();
              assertThat(e).hasMessageContaining("refused");
            });
  }

  static Stream<Handler<HttpServerRequest>> interruptions() {
    return Stream.of(
        Stub::cut,
        request -> {
          request.response().putHeader("Content-Length", "1000").write("{\"a\":");
          Vertx.currentContext().owner().setTimer(1, id -> Stub.cut(request));
        },
        request -> {
          request.response().setChunked(true).write("{\"a\":");
          Vertx.currentContext().owner().setTimer(1, id -> Stub.cut(request));
        });
  }

  @ParameterizedTest
  @MethodSource("interruptions")
  void aLostAnswerToAPostIsAmbiguousAndToAGetIsNot(Handler<HttpServerRequest> interruption) {
    stub.answer(interruption);
    failure(call(PATIENT, POST), RetriableException.class)
        .satisfies(e -> assertThat(e.ambiguous()).isTrue());
    failure(call(PATIENT, GET), RetriableException.class)
        .satisfies(e -> assertThat(e.ambiguous()).isFalse());
  }

  @Test
  void anAnswerThatDoesNotComeInTimeTimesOutAndHalvesTheConcurrency() {
    stub.answer(request -> {});
    Pipeline pipeline = pipeline(QUICK);
    failure(pipeline.call(pipeline.gate().scope(), POST), RetriableException.class)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT);
              assertThat(e.ambiguous()).isTrue();
            });
    await().until(() -> pipeline.gate().inFlight() == 0);
    assertThat(pipeline.gate().concurrency()).isEqualTo(2);
  }

  @Test
  void anAnswerThatTricklesInForEverTimesOutToo() {
    stub.answer(
        request -> {
          request.response().setChunked(true);
          vertx.setPeriodic(20, id -> request.response().write(" "));
        });
    failure(call(QUICK, GET), RetriableException.class)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT));
  }

  @ParameterizedTest(name = "announced: {0}")
  @ValueSource(booleans = {true, false})
  void anAnswerThatIsTooLargeIsCutOff(boolean announced) {
    stub.answer(
        request -> {
          var response = request.response();
          if (announced) {
            response.putHeader("Content-Length", "2000000");
          } else {
            response.setChunked(true);
          }
          response.end(Buffer.buffer(new byte[2_000_000]));
        });
    failure(call(PATIENT, GET), UnusableException.class)
        .satisfies(e -> assertThat(e.cause()).contains("1 MB"));
  }

  @Test
  void aCompressedAnswerIsMeasuredUnpacked() {
    stub.answer(200, "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
    failure(call(PATIENT, GET), UnusableException.class);
  }

  @Test
  void anAnswerThatWasBrokenOffDoesNotKeepItsConnection() throws Exception {
    stub.answer(request -> {})
        .answer(200, "x".repeat(2_000_000))
        .answer(
            request -> {
              request.response().setChunked(true);
              vertx.setPeriodic(20, id -> request.response().write(" "));
            })
        .answer(200, "{}");
    Pipeline pipeline =
        new Pipeline(
            vertx,
            stub.url(),
            credentials(),
            Map.of(),
            new GateOptions(1, 1, 0),
            QUICK,
            PipelineIT::judge);
    Scope scope = pipeline.gate().scope();
    failure(pipeline.call(scope, GET), RetriableException.class);
    failure(pipeline.call(scope, GET), UnusableException.class);
    failure(pipeline.call(scope, GET), RetriableException.class);
    assertThat(pipeline.call(scope, GET).await(10, SECONDS).status()).isEqualTo(200);
  }

  @Test
  void aRedirectIsNotFollowedButNamed() {
    stub.answer(
        request ->
            request
                .response()
                .setStatusCode(302)
                .putHeader("Location", "https://login.example/authorize?client=1")
                .end());
    failure(call(PATIENT, GET), UnusableException.class)
        .satisfies(
            e -> {
              assertThat(e.cause()).contains("https://login.example/authorize)");
              assertThat(e.remedy()).contains("TIDEGATE_DYNAMICS_URL");
            });
    assertThat(stub.seen()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"x\"", "{\"value\":", "{\"value\":[1]}", "<html>"})
  void anAnswerThatCannotBeReadIsRetriableAndAmbiguousForAPost(String body) {
    stub.answer(200, body);
    Pipeline pipeline = pipeline(PATIENT);
    Scope scope = pipeline.gate().scope();
    for (Call call : List.of(GET, POST)) {
      failure(
              pipeline.read(scope, call, json -> json.getJsonArray("value").getJsonObject(0)),
              RetriableException.class)
          .satisfies(e -> assertThat(e.ambiguous()).isEqualTo(call.writes()));
    }
  }

  @Test
  void retryAfterHoldsBackAllCallsOfTheSystem() throws Exception {
    stub.answer(
        request -> request.response().setStatusCode(429).putHeader("Retry-After", "300").end("{}"));
    Pipeline pipeline = pipeline(PATIENT);
    failure(pipeline.call(pipeline.gate().scope(), GET), RetriableException.class)
        .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(5)));
    assertThat(pipeline.gate().pausedUntil()).isPresent();
    Scope other = pipeline.gate().scope();
    Future<Answer> held = pipeline.call(other, GET);
    assertThat(pipeline.gate().inFlight()).isZero();
    other.close().await(10, SECONDS);
    failure(held, ScopeClosedException.class);
    assertThat(stub.seen()).hasSize(1);
  }

  @Test
  void heedsTheParallelismTheSystemRecommends() throws Exception {
    stub.answer(request -> request.response().putHeader("x-ms-dop-hint", "3").end("{}"));
    Pipeline pipeline = pipeline(PATIENT);
    pipeline.call(pipeline.gate().scope(), GET).await(10, SECONDS);
    assertThat(pipeline.gate().concurrency()).isEqualTo(3);
  }

  @Test
  void theSecretIsInNoTextOfTheCredentials() {
    assertThat(credentials().toString()).doesNotContain(SECRET);
  }

  private Future<Answer> call(HttpOptions options, Call call) {
    Pipeline pipeline = pipeline(options);
    return pipeline.call(pipeline.gate().scope(), call);
  }

  private Pipeline pipeline(HttpOptions options) {
    return pipeline(stub.url(), options);
  }

  private Pipeline pipeline(String url, HttpOptions options) {
    return new Pipeline(
        vertx,
        url,
        credentials(),
        Map.of("X-Of-All", "1"),
        new GateOptions(4, 4, 0),
        options,
        PipelineIT::judge);
  }

  private ClientCredentials credentials() {
    return new ClientCredentials(
        Vendor.DYNAMICS,
        stub.tokenUrl(),
        "client",
        new ClientProof.Secret(SECRET),
        "a,b",
        "the scope setting");
  }

  private static ConnectorException judge(Call call, Answer answer) {
    return answer.status() == 429
        ? new RetriableException("dynamics", "slower", answer.retryAfter(), false)
        : new UnusableException("dynamics", answer.toString(), Optional.of(call).toString());
  }

  private static <E extends ConnectorException> AbstractObjectAssert<?, E> failure(
      Future<?> future, Class<E> type) {
    return assertThat(catchThrowable(() -> future.await(20, SECONDS))).asInstanceOf(type(type));
  }
}
