package io.tidegate.sandbox.ims;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that IMS handed out and that are still good. Opaque to clients. */
public final class ImsTokens {
  /** The vendor's: about a day. */
  public static final Duration USUAL_LIFETIME = Duration.ofSeconds(86399);

  private static final int BYTES = 96;

  /** What a token allows. */
  public record Grant(String clientId, Set<String> scopes, Instant expiresAt) {
    public Grant {
      scopes = Set.copyOf(scopes);
    }
  }

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private volatile Duration lifetime = USUAL_LIFETIME;

  public ImsTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** How long the tokens handed out from now on are good. */
  public void lifetime(Duration changed) {
    lifetime = changed;
  }

  public Duration lifetime() {
    return lifetime;
  }

  /** What a token allows; empty when it is unknown or expired. */
  public Optional<Grant> grant(String token) {
    return Optional.ofNullable(grants.get(token))
        .filter(grant -> grant.expiresAt().isAfter(clock.instant()));
  }

  /** Makes one token invalid at once. */
  public void expire(String token) {
    grants.remove(token);
  }

  /** Makes all tokens invalid at once. */
  public void expireAll() {
    grants.clear();
  }

  String issue(String clientId, Set<String> scopes) {
    Instant now = clock.instant();
    grants.values().removeIf(grant -> !grant.expiresAt().isAfter(now));
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = "eyJ" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    grants.put(token, new Grant(clientId, scopes, now.plus(lifetime)));
    return token;
  }
}
