package io.tidegate.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSignInTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final char[] PASSWORD = "changeit".toCharArray();

  private static X509Certificate certificate;
  private static X509Certificate other;
  private static PrivateKey key;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    KeyStore store = keyStore(folder.resolve("client.p12"));
    certificate = (X509Certificate) store.getCertificate("client");
    key = (PrivateKey) store.getKey("client", PASSWORD);
    other = (X509Certificate) keyStore(folder.resolve("other.p12")).getCertificate("client");
  }

  @BeforeEach
  void register() {
    SANDBOX.control(
        HttpMethod.PUT,
        "/tokens",
        new JsonObject().put("dynamicsCertificate", X509CertUtils.toPEMString(certificate)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void an_assertion_signed_with_the_key_of_the_certificate_gets_a_token(String algorithm)
      throws JOSEException {
    HttpResponse<Buffer> answer =
        token(signed(header(algorithm, certificate).build(), claims().build()));

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(200);
    assertThat(answer.bodyAsJsonObject().getString("access_token")).isNotBlank();
  }

  @Test
  @SuppressWarnings("deprecation")
  void the_older_thumbprint_names_the_certificate_as_well() throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .x509CertThumbprint(X509CertUtils.computeSHA1Thumbprint(certificate))
            .build();

    assertThat(token(signed(header, claims().build())).statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_wrong_with_an_assertion_is_told_by_its_code() throws JOSEException {
    JWSHeader header = header("RS256", certificate).build();
    String url = url();

    assertRefused(700027, token(signed(header("RS256", other).build(), claims().build())));
    assertRefused(5002730, token(signed(header("RS512", certificate).build(), claims().build())));
    assertRefused(700021, token(signed(header, claims().issuer("stranger").build())));
    assertRefused(700023, token(signed(header, claims().audience(url + "x").build())));
    assertRefused(700024, token(signed(header, claims().expirationTime(in(-600)).build())));
    assertRefused(700024, token(signed(header, claims().notBeforeTime(in(600)).build())));
    assertRefused(50027, token(signed(header, claims().jwtID(null).build())));
    assertRefused(50027, token("no assertion"));
    String good = signed(header, claims().build());
    String forged = signed(header, claims().jwtID("another").build());
    assertRefused(
        700027,
        token(
            forged.substring(0, forged.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'))));
  }

  @Test
  void without_a_registered_certificate_only_the_secret_is_accepted() throws JOSEException {
    SANDBOX.control(HttpMethod.PUT, "/tokens", new JsonObject().putNull("dynamicsCertificate"));

    assertRefused(700027, token(signed(header("RS256", certificate).build(), claims().build())));
    SANDBOX.signIn();
  }

  private static void assertRefused(int code, HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).isIn(400, 401);
    assertThat(answer.bodyAsJsonObject().getJsonArray("error_codes")).containsExactly(code);
  }

  private static JWSHeader.Builder header(String algorithm, X509Certificate named) {
    return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
        .x509CertSHA256Thumbprint(X509CertUtils.computeSHA256Thumbprint(named));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("dynamics-client")
        .subject("dynamics-client")
        .audience(url())
        .jwtID("1")
        .notBeforeTime(in(0))
        .expirationTime(in(600));
  }

  private static String url() {
    return SANDBOX.url() + "/entra/contoso-tenant/oauth2/v2.0/token";
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  private static HttpResponse<Buffer> token(String assertion) {
    return SANDBOX
        .client()
        .postAbs(url())
        .sendForm(
            MultiMap.caseInsensitiveMultiMap()
                .set("grant_type", "client_credentials")
                .set("client_id", "dynamics-client")
                .set("client_assertion_type", ClientAssertion.TYPE)
                .set("client_assertion", assertion)
                .set("scope", "https://contoso.crm4.dynamics.com/.default"))
        .await();
  }

  /** Made by the JDK's own tool, since the JDK has no API for it. */
  private static KeyStore keyStore(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "client",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=dynamics-client",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
