package io.tidegate.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Answer;
import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicsErrorsTest {

  private static final Call GET = Call.get("/api/data/v9.2/contacts?$filter=x", Map.of());
  private static final Call PATCH =
      new Call(HttpMethod.PATCH, "/api/data/v9.2/contacts(1)", Map.of(), Buffer.buffer("{}"));

  private final DynamicsErrors errors = new DynamicsErrors();

  @ParameterizedTest(name = "HTTP {0} with code {1} is retriable: {2}")
  @CsvSource({
    "429, 0x80072322, THROTTLED", // too many requests
    "429, 0x80072321, THROTTLED", // too much execution time
    "429, 0x80072326, THROTTLED", // too many at once
    "429, '', THROTTLED",
    "503, '', THROTTLED",
    "503, 0x80072322, THROTTLED",
    "504, '', TIMED_OUT",
    "408, '', TIMED_OUT",
    "500, '', FAILED",
    "502, '', FAILED",
    "500, 0x80040265, FAILED", // a plug-in threw, perhaps only now
    "500, 0x80044150, FAILED", // deadlock
    "400, 0x80044151, FAILED" // SQL time-out, whatever the status
  })
  void waitsForWhatWaitingMends(int status, String code, Kind kind) {
    assertThat(errors.judge(GET, answer(status, code, "words")))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.ambiguous()).isFalse();
            });
  }

  @ParameterizedTest(name = "a change answered with HTTP {0} may have been made: {1}")
  @CsvSource({"429, false", "500, true", "502, true", "503, true", "504, true", "408, true"})
  void saysWhetherAChangeMayHaveBeenMade(int status, boolean ambiguous) {
    assertThat(errors.judge(PATCH, answer(status, "", "")))
        .isInstanceOfSatisfying(
            RetriableException.class, e -> assertThat(e.ambiguous()).isEqualTo(ambiguous));
  }

  @Test
  void passesOnHowLongToWait() {
    Answer answer = answer(429, "0x80072322", "Number of requests exceeded the limit of 6000");
    answer.headers().add("Retry-After", "37");
    assertThat(errors.judge(GET, answer))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(37)));
  }

  @ParameterizedTest(name = "HTTP {0} with code {1} refuses the record")
  @CsvSource({
    "400, 0x80044331", // text too long
    "400, 0x80048d19", // unknown property
    "400, 0x80060888", // unsupported query
    "400, 0x80040265", // a plug-in threw
    "412, 0x80060882", // changed meanwhile
    "412, 0x80060892", // alternate key taken
    "412, 0x80040237", // duplicate key
    "412, 0x80040333", // duplicate rule
    "500, 0x80040333", // the same, with another status
    "405, 0x80040227",
    "413, ''",
    "501, ''"
  })
  void putsAsideWhatIsRefusedForGood(int status, String code) {
    assertThat(errors.judge(PATCH, answer(status, code, "words of the vendor")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code.isEmpty() ? "HTTP " + status : code);
              assertThat(e).hasMessageContaining("words of the vendor");
              assertThat(e.answer()).contains("words of the vendor");
            });
  }

  @ParameterizedTest(name = "HTTP {0}, code {1}, \"{2}\" is an expired delta token")
  @CsvSource({
    "400, 0x80044352, ''",
    "410, 0x80044352, ''",
    "403, 0x80044352, ''",
    "404, 0x80044352, ''",
    "400, 0x80044352, 'ExpiredVersionStamp'",
    "400, -2147204270, ''",
    "400, '', 'Version stamp associated with the client has expired. Please perform a full sync.'"
  })
  void knowsAnExpiredDeltaTokenByCodeOrWords(int status, String code, String message) {
    assertThat(errors.judge(GET, answer(status, code, message)))
        .isInstanceOf(DeltaExpiredException.class);
  }

  @Test
  void aMissingRowIsGone() {
    assertThat(errors.judge(PATCH, answer(404, "0x80040217", "contact With Id = 1 Does Not Exist")))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void namesTheMissingPrivilege() {
    String message =
        "Principal user (Id=1, type=8) is missing prvReadContact privilege (Id=2) on OTC=2";
    assertThat(errors.judge(GET, answer(403, "0x80040220", message)))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> {
              assertThat(e.cause()).contains("prvReadContact").contains("0x80040220");
              assertThat(e.remedy()).contains("prvReadContact").contains("security role");
            });
  }

  @Test
  void aTokenThatIsNotAcceptedNeedsAnApplicationUser() {
    assertThat(errors.judge(GET, answer(401, "", "")))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e ->
                assertThat(e.remedy())
                    .contains("application user")
                    .contains("TIDEGATE_DYNAMICS_CLIENT_ID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{\"error\":null}",
        "{\"error\":\"x\"}",
        "{\"error\":{\"code\":7,\"message\":{}}}",
        "{\"err",
        "<html>"
      })
  void judgesByTheStatusWhateverTheBody(String body) {
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 503}) {
      ConnectorException judged =
          errors.judge(
              GET, new Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)));
      assertThat(judged.getMessage()).isNotEmpty();
      assertThat(judged.system()).isEqualTo("dynamics");
    }
  }

  @Test
  void masksAddressesOfPeopleInItsMessage() {
    assertThat(errors.judge(PATCH, answer(400, "0x1", "'ada@x.example' is no e-mail address")))
        .hasMessageNotContaining("ada@x.example")
        .hasMessageContaining("is no e-mail address");
  }

  private static Answer answer(int status, String code, String message) {
    JsonObject error = new JsonObject().put("code", code).put("message", message);
    return new Answer(
        status,
        MultiMap.caseInsensitiveMultiMap(),
        new JsonObject().put("error", error).toBuffer());
  }
}
