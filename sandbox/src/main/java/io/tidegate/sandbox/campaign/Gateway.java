package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.ims.ImsTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Adobe's gateway in front of Campaign: it looks at token, API key and organisation before the
 * application sees anything, and has error bodies of its own. The vendor enforces no rate; one can
 * be set, and is then refused beyond as the gateway does it for other products.
 */
public final class Gateway {
  private static final String BEARER = "Bearer ";
  private static final String SCOPE = "campaign_sdk";
  private static final long SECOND = 1000;

  private record Refusal(int status, JsonObject body) {
    static Refusal of(int status, String code, String message) {
      return new Refusal(status, new JsonObject().put("error_code", code).put("message", message));
    }
  }

  private final ImsTokens tokens;
  private final String organisation;
  private final InstantSource clock;
  private int requestsPerSecond;
  private long second;
  private int requests;

  Gateway(ImsTokens tokens, String organisation, InstantSource clock) {
    this.tokens = tokens;
    this.organisation = organisation;
    this.clock = clock;
  }

  /** The rate that is enforced, if one is. */
  public OptionalInt requestsPerSecond() {
    return requestsPerSecond == 0 ? OptionalInt.empty() : OptionalInt.of(requestsPerSecond);
  }

  /** Enforces a rate, or none. */
  public void requestsPerSecond(OptionalInt limit) {
    requestsPerSecond = limit.orElse(0);
  }

  /** Answers a request that may not pass; false when it may. */
  boolean refuses(HttpServerRequest request, Optional<Address> address) {
    Optional<Refusal> refusal = refusal(request, address);
    refusal.ifPresent(
        refused -> {
          HttpServerResponse response =
              request
                  .response()
                  .setStatusCode(refused.status())
                  .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
          if (refused.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
          }
          response.end(refused.body().toBuffer());
        });
    return refusal.isPresent();
  }

  private Optional<Refusal> refusal(HttpServerRequest request, Optional<Address> address) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(Refusal.of(401, "401010", "Oauth token is missing"));
    }
    Optional<ImsTokens.Grant> grant = tokens.grant(header.substring(BEARER.length()).trim());
    if (grant.isEmpty()) {
      return Optional.of(Refusal.of(401, "401013", "Oauth token is not valid"));
    }
    String apiKey = request.getHeader("X-Api-Key");
    if (apiKey == null) {
      return Optional.of(Refusal.of(403, "403000", "Api Key is required"));
    }
    if (!apiKey.equals(grant.get().clientId())) {
      return Optional.of(Refusal.of(403, "403003", "Api Key is invalid"));
    }
    if (!grant.get().scopes().contains(SCOPE)) {
      return Optional.of(Refusal.of(403, "403023", "Row is not valid"));
    }
    if (address.isEmpty()
        || !address.get().organisation().orElse(organisation).equals(organisation)) {
      return Optional.of(
          new Refusal(
              500,
              new JsonObject()
                  .put("code", 500)
                  .put("message", "Oops. Something went wrong. Check your URI and try again.")));
    }
    return overRate()
        ? Optional.of(Refusal.of(429, "429050", "Too many requests"))
        : Optional.empty();
  }

  private boolean overRate() {
    if (requestsPerSecond == 0) {
      return false;
    }
    long now = clock.millis() / SECOND;
    if (now != second) {
      second = now;
      requests = 0;
    }
    return ++requests > requestsPerSecond;
  }
}
