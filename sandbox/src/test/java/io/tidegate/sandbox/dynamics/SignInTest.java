package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {
  private static final String SCOPE = "https://contoso.crm.example/.default";

  @AutoClose private final Organization organization = new Organization();

  private static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", "dynamics-client");
    form.put("client_secret", "dynamics-secret");
    form.put("scope", SCOPE);
    return form;
  }

  private Answer token(String tenant, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        Organization.request(organization.url() + "/entra/" + tenant + "/oauth2/v2.0/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return organization.send(request);
  }

  @Test
  void idAndSecretGetATokenThatTheServiceAccepts() {
    Answer answer = token("contoso-tenant", form());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonObject json = answer.json();
    assertThat(json.getString("token_type")).isEqualTo("Bearer");
    assertThat(json.getInteger("expires_in")).isEqualTo(3599);
    organization.useToken(json.getString("access_token"));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
  }

  @Test
  void idAndSecretMayComeByBasicAuthentication() {
    Map<String, String> form = form();
    form.remove("client_id");
    form.remove("client_secret");
    String basic =
        Base64.getEncoder()
            .encodeToString("dynamics-client:dynamics-secret".getBytes(StandardCharsets.UTF_8));
    assertThat(token("contoso-tenant", form, "Authorization", "Basic " + basic).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret, wrong, 401, invalid_client, 7000215",
    "client_secret, '', 401, invalid_client, 7000215",
    "client_id, stranger, 400, unauthorized_client, 700016",
    "scope, https://contoso.crm.example/user_impersonation, 400, invalid_scope, 1002012",
    "scope, https://a.example/.default https://b.example/.default, 400, invalid_scope, 1002012",
    "scope, contoso/.default, 400, invalid_scope, 70011",
    "grant_type, password, 400, unsupported_grant_type, 70003",
  })
  void whatIsWrongIsRefusedWithItsCode(
      String field, String value, int status, String error, int code) {
    Map<String, String> form = form();
    form.put(field, value);
    assertRefused(token("contoso-tenant", form), status, error, code);
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret, 401, invalid_client, 7000218",
    "client_id, 400, invalid_request, 900144",
    "scope, 400, invalid_request, 900144",
    "grant_type, 400, invalid_request, 900144",
  })
  void whatIsMissingIsRefusedWithItsCode(String field, int status, String error, int code) {
    Map<String, String> form = form();
    form.remove(field);
    assertRefused(token("contoso-tenant", form), status, error, code);
  }

  @Test
  void anotherTenantIsUnknown() {
    assertRefused(token("fabrikam", form()), 400, "invalid_request", 90002);
  }

  private static void assertRefused(Answer answer, int status, String error, int code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    JsonObject json = answer.json();
    assertThat(json.getString("error")).isEqualTo(error);
    assertThat(json.getJsonArray("error_codes")).containsExactly(code);
    assertThat(json.getString("error_description")).startsWith("AADSTS" + code + ": ");
    assertThat(json.getString("timestamp")).isEqualTo("2026-11-24 08:00:00Z");
    assertThat(json.getString("trace_id")).isNotBlank();
    assertThat(json.getString("correlation_id")).isNotBlank();
    assertThat(answer.body()).doesNotContain("dynamics-secret");
  }

  @Test
  void aTokenExpires() {
    organization.useToken(token("contoso-tenant", form()).json().getString("access_token"));
    organization.clock().pass(Duration.ofSeconds(3598));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    organization.clock().pass(Duration.ofSeconds(1));
    Answer expired = organization.get("WhoAmI");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(expired.body()).isEmpty();
  }

  @Test
  void tokensCanBeMadeInvalidOneByOneAndAllAtOnce() {
    String one = organization.tokens().issue("dynamics-client", Duration.ofHours(1));
    String other = organization.tokens().issue("dynamics-client", Duration.ofHours(1));
    organization.tokens().expire(one);
    organization.useToken(one);
    assertThat(organization.get("WhoAmI").status()).isEqualTo(401);
    organization.useToken(other);
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    organization.tokens().expireAll();
    assertThat(organization.get("WhoAmI").status()).isEqualTo(401);
  }

  @Test
  void madeUpTokensAreRefused() {
    organization.useToken("made-up");
    assertThat(organization.get("contacts").status()).isEqualTo(401);
  }
}
