package io.tidegate.connector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The OAuth 2 client credentials grant, as Microsoft Entra and Adobe IMS both speak it.
 *
 * @param tokenUrl the token endpoint
 * @param scope as the endpoint expects it
 * @param scopeSetting the setting the scope comes from, for a remedy
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Entra</a>
 * @see <a
 *     href="https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ims">IMS</a>
 */
public record ClientCredentials(
    Vendor vendor,
    String tokenUrl,
    String clientId,
    ClientProof proof,
    String scope,
    String scopeSetting) {

  /** Where the vendor does not say how long a token lives. */
  private static final Duration CAUTIOUS_LIFETIME = Duration.ofMinutes(5);

  private static final Pattern ENTRA_CODE = Pattern.compile("AADSTS\\d+");

  /** Asks for a token. Whatever goes wrong here, the request proper has not been sent. */
  Future<TokenCache.Token> request(Vertx vertx, Transport transport) {
    Origin origin = Origin.of(tokenUrl);
    Call call =
        new Call(
            HttpMethod.POST,
            origin.targetOf(tokenUrl).orElse("/"),
            Map.of(
                "Content-Type", "application/x-www-form-urlencoded",
                "Accept", "application/json"),
            form(vertx));
    return transport
        .send(origin, call)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RetriableException
                        ? noToken(failure.getMessage())
                        : failure))
        .map(this::token);
  }

  private Buffer form(Vertx vertx) {
    String proven =
        proof.parameters(vertx, clientId, tokenUrl).entrySet().stream()
            .map(parameter -> "&" + parameter.getKey() + "=" + encode(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining());
    return Buffer.buffer(
        "grant_type=client_credentials"
            + ("&client_id=" + encode(clientId))
            + proven
            + ("&scope=" + encode(scope)));
  }

  private TokenCache.Token token(Answer answer) {
    JsonObject body = answer.jsonObject().orElseGet(JsonObject::new);
    if (answer.successful() && body.getValue("access_token") instanceof String token) {
      return new TokenCache.Token(token, lifetime(body));
    }
    throw refusal(answer, body);
  }

  private ConnectorException refusal(Answer answer, JsonObject body) {
    if (answer.status() == 429) {
      return new RetriableException(
          vendor.system(),
          RetriableException.Kind.THROTTLED,
          vendor.issuer() + " asks to wait before the next token.",
          answer.retryAfter(),
          false);
    }
    if (answer.successful() || answer.status() >= 500) {
      return noToken(vendor.issuer() + " gave no token (" + answer + ").");
    }
    String description = String.valueOf(body.getValue("error_description"));
    Matcher entra = ENTRA_CODE.matcher(description);
    String code =
        entra.find()
            ? entra.group()
            : body.getValue("error") instanceof String error ? error : answer.toString();
    return refused(code);
  }

  private UnusableException refused(String code) {
    String issuer = vendor.issuer();
    String newSecret =
        "Create a new client secret in "
            + (vendor == Vendor.DYNAMICS ? "Entra" : "the Adobe Developer Console")
            + ", and enter it as "
            + vendor.setting("CLIENT_SECRET")
            + ".";
    return switch (code) {
      case "AADSTS700027", "AADSTS700024", "AADSTS700023" ->
          vendor.unusable(
              issuer + " refuses the client certificate (" + code + ").",
              "Upload the certificate to the application in Entra, and check that it has not"
                  + " expired and that this machine's clock is right.");
      case "AADSTS7000215", "invalid_client" ->
          vendor.unusable(
              issuer + " refuses the " + proof.title() + ", or the client id (" + code + ").",
              newSecret);
      case "AADSTS7000222" ->
          vendor.unusable("The client secret has expired (" + code + ").", newSecret);
      case "AADSTS700016", "unauthorized_client" ->
          vendor.unusable(
              issuer + " does not know the client id (" + code + ").",
              "Check "
                  + (vendor == Vendor.DYNAMICS
                      ? vendor.setting("CLIENT_ID", "TENANT")
                      : vendor.setting("CLIENT_ID"))
                  + ".");
      case "AADSTS90002", "AADSTS900023" ->
          vendor.unusable(
              issuer + " does not know the tenant (" + code + ").",
              "Check " + vendor.setting("TENANT") + ".");
      case "invalid_scope", "AADSTS70011", "AADSTS1002012", "AADSTS500011" ->
          vendor.unusable(
              issuer + " refuses the scope (" + code + ").", "Check " + scopeSetting + ".");
      default ->
          vendor.unusable(
              issuer + " refuses to give a token (" + code + ").",
              "Check " + vendor.setting("TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET") + ".");
    };
  }

  private RetriableException noToken(String message) {
    return new RetriableException(
        vendor.system(), RetriableException.Kind.FAILED, message, Optional.empty(), false);
  }

  /** {@code expires_in} is in seconds; a number, but a text is taken too. */
  private static Duration lifetime(JsonObject body) {
    String seconds = String.valueOf(body.getValue("expires_in"));
    return seconds.matches("[1-9]\\d{0,8}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : CAUTIOUS_LIFETIME;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + vendor + ", " + tokenUrl + ", " + clientId + "]";
  }
}
