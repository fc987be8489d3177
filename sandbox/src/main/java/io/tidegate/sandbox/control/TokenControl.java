package io.tidegate.sandbox.control;

import com.nimbusds.jose.util.X509CertUtils;
import io.tidegate.sandbox.Credentials;
import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.ims.ImsTokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes access tokens expire, at once or sooner than the vendors' do. */
final class TokenControl {
  private static final String CERTIFICATE = "dynamicsCertificate";
  private static final int A_YEAR = 31_536_000;

  private final EntraApi entra;
  private final AccessTokens dynamicsTokens;
  private final ImsTokens campaignTokens;
  private final EntraOptions usual;
  private EntraOptions options;

  /**
   * A control of tokens.
   *
   * @param usual what a reset brings back
   */
  TokenControl(
      EntraApi entra, AccessTokens dynamicsTokens, ImsTokens campaignTokens, EntraOptions usual) {
    this.entra = entra;
    this.dynamicsTokens = dynamicsTokens;
    this.campaignTokens = campaignTokens;
    this.usual = usual;
    this.options = usual;
  }

  Future<Answer> show() {
    return Answer.ok(
        new JsonObject()
            .put("dynamicsLifetimeSeconds", options.tokenLifetime().toSeconds())
            .put("campaignLifetimeSeconds", campaignTokens.lifetime().toSeconds())
            .put(
                "dynamicsCertificate",
                options.certificates().values().stream()
                    .findFirst()
                    .map(X509CertUtils::toPEMString)
                    .orElse(null)));
  }

  Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "dynamicsLifetimeSeconds", "campaignLifetimeSeconds", CERTIFICATE);
    Optional<Integer> dynamics = input.whole("dynamicsLifetimeSeconds", 1, A_YEAR);
    Optional<Integer> campaign = input.whole("campaignLifetimeSeconds", 1, A_YEAR);
    Map<String, X509Certificate> certificates =
        input.has(CERTIFICATE) ? certificates(input) : options.certificates();
    Duration lifetime = dynamics.map(Duration::ofSeconds).orElse(options.tokenLifetime());
    options(new EntraOptions(usual.tenant(), usual.clients(), certificates, lifetime));
    campaign.ifPresent(seconds -> campaignTokens.lifetime(Duration.ofSeconds(seconds)));
    return show();
  }

  private static Map<String, X509Certificate> certificates(Input input) {
    return input
        .text(CERTIFICATE)
        .map(
            pem -> {
              X509Certificate certificate = X509CertUtils.parse(pem);
              if (certificate == null || !(certificate.getPublicKey() instanceof RSAPublicKey)) {
                throw input.bad(CERTIFICATE, "must be a certificate of an RSA key, as PEM");
              }
              return Map.of(Credentials.DYNAMICS_CLIENT, certificate);
            })
        .orElse(Map.of());
  }

  void expireAll() {
    dynamicsTokens.expireAll();
    campaignTokens.expireAll();
  }

  void reset() {
    options(usual);
    campaignTokens.lifetime(ImsTokens.USUAL_LIFETIME);
  }

  private void options(EntraOptions changed) {
    options = changed;
    entra.options(changed);
  }
}
