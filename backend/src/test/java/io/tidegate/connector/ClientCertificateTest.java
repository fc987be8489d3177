package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificateTest {
  private static final String TOKEN_URL = "https://login.example/tenant/oauth2/v2.0/token";

  @TempDir Path folder;

  @Test
  void an_assertion_is_signed_with_the_key_and_names_the_certificate() throws Exception {
    TestCertificate made = TestCertificate.create(folder, "RSA");
    Vertx vertx = Vertx.vertx();
    Map<String, String> parameters =
        new ClientCertificate(made.certificatePem() + made.keyPem())
            .parameters(vertx, "client", TOKEN_URL);
    vertx.close().await(10, TimeUnit.SECONDS);

    assertThat(parameters)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    String[] parts = parameters.get("client_assertion").split("\\.", -1);
    assertThat(parts).hasSize(3);
    assertThat(json(parts[0]))
        .isEqualTo(
            new JsonObject()
                .put("typ", "JWT")
                .put("alg", "PS256")
                .put("x5t#S256", thumbprint(made)));
    JsonObject claims = json(parts[1]);
    assertThat(claims.getString("aud")).isEqualTo(TOKEN_URL);
    assertThat(claims.getString("iss")).isEqualTo("client");
    assertThat(claims.getString("sub")).isEqualTo("client");
    assertThat(claims.getString("jti")).isNotBlank();
    long now = Instant.now().getEpochSecond();
    assertThat(claims.getLong("nbf")).isLessThanOrEqualTo(now);
    assertThat(claims.getLong("exp")).isGreaterThan(now);

    Signature verifier = Signature.getInstance("RSASSA-PSS");
    verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    verifier.initVerify(made.certificate());
    verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void what_cannot_be_used_is_refused_with_what_to_do_and_without_the_key() throws Exception {
    TestCertificate one = TestCertificate.create(folder, "RSA");
    TestCertificate other = TestCertificate.create(folder, "RSA");
    TestCertificate elliptic = TestCertificate.create(folder, "EC");

    refused(one.keyPem(), "BEGIN CERTIFICATE");
    refused(one.certificatePem(), "BEGIN PRIVATE KEY");
    refused("hunter2", "both in PEM");
    refused(one.keyPem() + other.certificatePem(), "not that of the private key");
    refused(elliptic.keyPem() + elliptic.certificatePem(), "RSA");
    refused(one.keyPem().replace("MII", "MIJ") + one.certificatePem(), "no RSA key in PKCS#8");
  }

  private static void refused(String pem, String message) {
    assertThatThrownBy(() -> new ClientCertificate(pem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  private static String thumbprint(TestCertificate made) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(made.certificate().getEncoded()));
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
