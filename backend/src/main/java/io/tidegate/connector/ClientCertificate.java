package io.tidegate.connector;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with its private key, in place of a client secret: each request for a token carries
 * an assertion signed with the key.
 *
 * @param pem a private RSA key in PKCS#8, unencrypted, and its certificate, both in PEM
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate
 *     credentials</a>
 */
public record ClientCertificate(String pem) implements ClientProof {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** Entra recommends it over RS256. */
  private static final String ALGORITHM = "PS256";

  /** Seconds; a clock may be that wrong. */
  private static final int SKEW = 60;

  private static final int LIFETIME = 600;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none, with what to do as an English sentence
   */
  public ClientCertificate {
    X509Certificate certificate = certificate(pem);
    if (!(certificate.getPublicKey() instanceof RSAPublicKey published)) {
      throw new IllegalArgumentException("The certificate must be of an RSA key.");
    }
    if (!modulus(pem).equals(published.getModulus())) {
      throw new IllegalArgumentException("The certificate is not that of the private key.");
    }
  }

  /** Until when it is good. */
  public Instant expiresAt() {
    return certificate(pem).getNotAfter().toInstant();
  }

  @Override
  public Map<String, String> parameters(Vertx vertx, String clientId, String tokenUrl) {
    return Map.of(
        "client_assertion_type", TYPE, "client_assertion", assertion(vertx, clientId, tokenUrl));
  }

  @Override
  public String title() {
    return "client certificate";
  }

  private String assertion(Vertx vertx, String clientId, String tokenUrl) {
    JWTAuth signer =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(block(pem, "PRIVATE KEY"))));
    long now = Instant.now().getEpochSecond();
    return signer.generateToken(
        new JsonObject()
            .put("aud", tokenUrl)
            .put("iss", clientId)
            .put("sub", clientId)
            .put("jti", UUID.randomUUID().toString())
            .put("iat", now)
            .put("nbf", now - SKEW)
            .put("exp", now + LIFETIME),
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setNoTimestamp(true)
            .setHeader(new JsonObject().put("x5t#S256", thumbprint())));
  }

  private String thumbprint() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(certificate(pem).getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509Certificate certificate(String pem) {
    byte[] text = block(pem, "CERTIFICATE").getBytes(StandardCharsets.US_ASCII);
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(text));
    } catch (GeneralSecurityException broken) {
      throw new IllegalArgumentException("The certificate cannot be read.");
    }
  }

  private static BigInteger modulus(String pem) {
    String body = block(pem, "PRIVATE KEY").replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return ((RSAPrivateKey)
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))))
          .getModulus();
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      // Not as a cause: what a parser says of a key may quote the key.
      throw new IllegalArgumentException("The private key is no RSA key in PKCS#8.");
    }
  }

  private static String block(String pem, String type) {
    Matcher block =
        Pattern.compile("-----BEGIN " + type + "-----[A-Za-z0-9+/=\\s]+-----END " + type + "-----")
            .matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException(
          ("There is no \"BEGIN %s\" block. Enter the unencrypted private key (PKCS#8) and the"
                  + " certificate, both in PEM.")
              .formatted(type));
    }
    return block.group();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate";
  }
}
