package io.tidegate.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * A token that a client signed with the key of its certificate, to be known by it instead of by a
 * secret. Source: the vendor's page "Microsoft identity platform application authentication
 * certificate credentials".
 */
final class ClientAssertion {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
  private static final Duration SKEW = Duration.ofMinutes(5);

  private ClientAssertion() {}

  /**
   * Why an assertion is not believed; empty when it is.
   *
   * @param certificate the one the client is registered with
   * @param audience whom the assertion must be meant for: the URL of the token endpoint
   */
  static Optional<Refusal> refusal(
      String assertion,
      String clientId,
      Optional<X509Certificate> certificate,
      String audience,
      Instant now) {
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
        return refused(5002730, "Invalid JWT token. Unsupported key for the signing algorithm.");
      }
      if (certificate.isEmpty() || !names(jwt.getHeader(), certificate.get())) {
        return refused(
            700027,
            "The certificate with identifier used to sign the client assertion is not registered on"
                + " application. [Reason - The key was not found.]");
      }
      if (!jwt.verify(new RSASSAVerifier((RSAPublicKey) certificate.get().getPublicKey()))) {
        return refused(
            700027,
            "Client assertion contains an invalid signature. [Reason - The provided signature value"
                + " did not match the expected signature value.]");
      }
      return claims(jwt.getJWTClaimsSet(), clientId, audience, now);
    } catch (ParseException | JOSEException e) {
      return Optional.of(
          new Refusal(400, "invalid_request", 50027, "JWT token is invalid or malformed."));
    }
  }

  private static Optional<Refusal> claims(
      JWTClaimsSet claims, String clientId, String audience, Instant now) {
    if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
      return refused(
          700021,
          "Client assertion application identifier doesn't match 'client_id' parameter. Review the"
              + " documentation.");
    }
    if (!claims.getAudience().contains(audience)) {
      return refused(
          700023, "Client assertion audience claim does not match Realm issuer. " + audience);
    }
    Date expires = claims.getExpirationTime();
    Date notBefore = claims.getNotBeforeTime();
    if (expires == null
        || expires.toInstant().isBefore(now.minus(SKEW))
        || (notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW)))) {
      return refused(
          700024, "Client assertion is not within its valid time range. Current time: " + now);
    }
    if (claims.getJWTID() == null) {
      return refused(50027, "JWT token is invalid or malformed: it has no 'jti'.");
    }
    return Optional.empty();
  }

  /** Whether a header names a certificate, by its SHA-256 or by its older SHA-1 thumbprint. */
  @SuppressWarnings("deprecation")
  private static boolean names(JWSHeader header, X509Certificate certificate) {
    Base64URL sha256 = header.getX509CertSHA256Thumbprint();
    return sha256 == null
        ? X509CertUtils.computeSHA1Thumbprint(certificate).equals(header.getX509CertThumbprint())
        : X509CertUtils.computeSHA256Thumbprint(certificate).equals(sha256);
  }

  private static Optional<Refusal> refused(int code, String description) {
    return Optional.of(new Refusal(401, "invalid_client", code, description));
  }
}
