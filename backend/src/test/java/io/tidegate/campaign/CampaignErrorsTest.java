package io.tidegate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Answer;
import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignErrorsTest {

  private static final Call GET = Call.get("/campaign/profileAndServicesExt/profile", Map.of());
  private static final Call POST =
      new Call(
          HttpMethod.POST,
          "/campaign/profileAndServicesExt/profile",
          Map.of(),
          Buffer.buffer("{}"));

  private static final String OOPS =
      "{\"code\":500,\"message\":\"Oops. Something went wrong. Check your URI and try again.\"}";

  private final CampaignErrors errors = new CampaignErrors();

  @ParameterizedTest(name = "HTTP 500 with \"{0}\" refuses the record")
  @ValueSource(
      strings = {
        "RST-360000 'cusTeir' property is not valid for the 'profile' resource.",
        "XTK-170036 The value 'x' is not valid for the field 'gender'.",
        "RST-360011 An error has occurred.\nXTK-170022 The value of 'firstName' is too long.",
        "RST-360011 An error has occurred.\nXTK-170006 Unable to parse the date '31.12.'.",
        "RST-360011 An error has occurred.\nPGS-220000 duplicate key value violates unique"
            + " constraint",
        "RST-360011 An error has occurred.\nThe 'age' property is read-only."
      })
  void aClientErrorIsOneAlthoughTheStatusSays500(String text) {
    for (String body : new String[] {text, Json.encode(text)}) {
      assertThat(errors.judge(POST, answer(500, body)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> {
                assertThat(e.code()).matches("(RST|XTK)-\\d{6}");
                assertThat(e.answer()).isEqualTo(body);
              });
    }
  }

  @ParameterizedTest(name = "HTTP {0} with {1} is retriable: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "500 | RST-360011 An error has occurred - please contact your administrator. | FAILED",
        "500 | "
            + "RST-360011 An error has occurred. PGS-220000 could not connect to server"
            + " | FAILED",
        "500 | Error rc=-2003 | FAILED",
        "500 | The value is not valid, says some proxy without a code. | FAILED",
        "500 | " + OOPS + " | FAILED",
        "502 | " + OOPS + " | FAILED",
        "503 | ~~ | THROTTLED",
        "429 | {\"error_code\":\"429050\",\"message\":\"Too many requests\"} | THROTTLED",
        "504 | ~~ | TIMED_OUT"
      })
  void waitsForWhatWaitingMends(int status, String body, Kind kind) {
    assertThat(errors.judge(POST, answer(status, body)))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.ambiguous()).isEqualTo(status != 429);
            });
    assertThat(errors.judge(GET, answer(status, body)))
        .isInstanceOfSatisfying(RetriableException.class, e -> assertThat(e.ambiguous()).isFalse());
  }

  @ParameterizedTest(name = "HTTP {0} refuses the record")
  @ValueSource(ints = {400, 405, 409, 412, 413, 415, 422, 501})
  void putsAsideWhatIsRefusedForGood(int status) {
    assertThat(errors.judge(POST, answer(status, "no")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("HTTP " + status));
  }

  @Test
  void aMissingRecordIsGoneAlsoWhereTheTextSaysAnErrorOccurred() {
    assertThat(errors.judge(GET, answer(404, "RST-360011 An error has occurred.")))
        .isInstanceOf(GoneException.class);
  }

  @ParameterizedTest(name = "{1} needs a person: {2}")
  @CsvSource({
    "401, 401013, TIDEGATE_CAMPAIGN_CLIENT_ID",
    "403, 403023, product profile",
    "403, 403000, product profile"
  })
  void refusedCredentialsNeedAPerson(int status, String code, String remedy) {
    String body = "{\"error_code\":\"" + code + "\",\"message\":\"Profile is not valid\"}";
    assertThat(errors.judge(GET, answer(status, body)))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> {
              assertThat(e.cause()).contains(code);
              assertThat(e.remedy()).contains(remedy);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{}", "{\"code\":{}}", "{\"err", "<html>", "\""})
  void judgesByTheStatusWhateverTheBody(String body) {
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 503}) {
      ConnectorException judged = errors.judge(GET, answer(status, body));
      assertThat(judged.getMessage()).isNotEmpty();
      assertThat(judged.system()).isEqualTo("campaign");
    }
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
  }
}
