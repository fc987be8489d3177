package io.tidegate.sandbox.entra;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access tokens handed out and not expired yet. They are opaque to clients; the API that is
 * called asks here whom a token belongs to.
 */
public final class AccessTokens {
  private record Grant(String clientId, Instant expiresAt) {}

  private static final int BYTES = 96;

  private final InstantSource clock;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  public AccessTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** A new token for a client. */
  public String issue(String clientId, Duration lifetime) {
    Instant now = clock.instant();
    grants.values().removeIf(grant -> !grant.expiresAt().isAfter(now));
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"typ\":\"JWT\",\"alg\":\"none\"}";
    String token =
        encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoder.encodeToString(bytes);
    grants.put(token, new Grant(clientId, now.plus(lifetime)));
    return token;
  }

  /** The client a token was issued to, unless it is unknown or expired. */
  public Optional<String> client(String token) {
    return Optional.ofNullable(grants.get(token))
        .filter(grant -> grant.expiresAt().isAfter(clock.instant()))
        .map(Grant::clientId);
  }

  /** Makes one token invalid at once. */
  public void expire(String token) {
    grants.remove(token);
  }

  /** Makes all tokens invalid at once. */
  public void expireAll() {
    grants.clear();
  }
}
