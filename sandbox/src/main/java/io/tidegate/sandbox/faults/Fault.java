package io.tidegate.sandbox.faults;

import io.tidegate.sandbox.journal.Api;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A fault to be injected.
 *
 * @param api the API that fails
 * @param method only requests of this method, if given
 * @param path only requests in whose path this is found, if given
 * @param kind what happens to them
 * @param status for {@link FaultKind#STATUS}: the HTTP status
 * @param code for {@link FaultKind#STATUS}: the vendor's error code, if not the usual one
 * @param retryAfterSeconds for {@link FaultKind#STATUS}: the {@code Retry-After} header, if any
 * @param delayMillis for {@link FaultKind#LATENCY} and {@link FaultKind#SLOW_BODY}
 * @param share probability that a matching request is struck
 * @param count how many requests are struck at most, if limited
 */
public record Fault(
    Api api,
    Optional<String> method,
    Optional<Pattern> path,
    FaultKind kind,
    int status,
    Optional<String> code,
    OptionalInt retryAfterSeconds,
    int delayMillis,
    double share,
    OptionalLong count) {

  boolean matches(Api requested, String requestMethod, String requestPath) {
    return api == requested
        && method.map(requestMethod::equalsIgnoreCase).orElse(true)
        && path.map(pattern -> pattern.matcher(requestPath).find()).orElse(true);
  }
}
