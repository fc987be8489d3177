package io.tidegate.dynamics;

import io.tidegate.connector.Answer;
import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.tidegate.connector.Vendor;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Dynamics' errors mean. Its body is {@code {"error":{"code":"0x8…","message":"…"}}}; where a
 * code is known to come with several statuses, the code decides.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes">Error
 *     codes</a>
 */
final class DynamicsErrors implements Pipeline.Judge {

  /** ConcurrencyVersionMismatch: the row does not have the version of {@code If-Match} any more. */
  static final Set<String> CHANGED_SINCE = Set.of("0x80060882", "HTTP 412");

  private static final String SYSTEM = Vendor.DYNAMICS.system();
  private static final Pattern PRIVILEGE = Pattern.compile("\\bprv\\w+");

  @Override
  public ConnectorException judge(Call call, Answer answer) {
    JsonObject error = error(answer);
    String code = error.getString("code", "").toLowerCase(Locale.ROOT);
    String message = error.getString("message", "");
    return switch (code) {
      case "0x80072321", "0x80072322", "0x80072326" ->
          retriable(call, answer, Kind.THROTTLED, code);
      case "0x80044150", "0x80044151" -> retriable(call, answer, Kind.FAILED, code);
      case "0x80040333" -> refused(answer, code, message);
      default ->
          expired(answer, code, message)
              ? new DeltaExpiredException(SYSTEM, "The delta token has expired.")
              : byStatus(call, answer, code, message);
    };
  }

  private static ConnectorException byStatus(
      Call call, Answer answer, String code, String message) {
    return switch (answer.status()) {
      case 401 -> noUser();
      case 403 -> notPrivileged(call, code, message);
      case 404 -> new GoneException(SYSTEM, words(answer, code, message));
      case 408, 504 -> retriable(call, answer, Kind.TIMED_OUT, code);
      case 429, 503 -> retriable(call, answer, Kind.THROTTLED, code);
      case 501 -> refused(answer, code, message);
      default ->
          answer.status() >= 500
              ? retriable(call, answer, Kind.FAILED, code)
              : refused(answer, code, message);
    };
  }

  /** The status of an expired token differs between sources (400, 410), and so does the code. */
  private static boolean expired(Answer answer, String code, String message) {
    return answer.status() >= 400
        && answer.status() < 500
        && (code.equals("0x80044352")
            || code.equals("-2147204270")
            || message.toLowerCase(Locale.ROOT).contains("version stamp")
            || message.contains("ExpiredVersionStamp"));
  }

  private static RetriableException retriable(Call call, Answer answer, Kind kind, String code) {
    boolean unprocessed = answer.status() == 429;
    return new RetriableException(
        SYSTEM,
        kind,
        switch (kind) {
          case THROTTLED -> "Dynamics asks for fewer requests (" + named(answer, code) + ").";
          case TIMED_OUT -> "Dynamics did not answer in time (" + named(answer, code) + ").";
          case FAILED -> "Dynamics has a fault of its own (" + named(answer, code) + ").";
        },
        answer.retryAfter(),
        call.writes() && !unprocessed);
  }

  private static RefusedException refused(Answer answer, String code, String message) {
    return new RefusedException(
        SYSTEM,
        code.isEmpty() ? answer.toString() : code,
        words(answer, code, message),
        answer.text());
  }

  private static UnusableException noUser() {
    return Vendor.DYNAMICS.unusable(
        "Dynamics does not accept the token that Entra gave (HTTP 401).",
        "Add an application user with a security role to the environment, for "
            + Vendor.DYNAMICS.setting("CLIENT_ID")
            + ".");
  }

  private static UnusableException notPrivileged(Call call, String code, String message) {
    Matcher privilege = PRIVILEGE.matcher(message);
    String reason = code.isEmpty() ? "HTTP 403" : code;
    return privilege.find()
        ? Vendor.DYNAMICS.unusable(
            "The application user lacks the privilege " + privilege.group() + " (" + reason + ").",
            "Give "
                + privilege.group()
                + " at organisation level to its security role in Dynamics.")
        : Vendor.DYNAMICS.unusable(
            "The application user may not do this (" + reason + "): " + Answer.quote(message),
            "Give its security role in Dynamics %s access at organisation level to the mapped tables."
                .formatted(call.writes() ? "write" : "read"));
  }

  private static String words(Answer answer, String code, String message) {
    return named(answer, code) + (message.isEmpty() ? "" : ": " + Answer.quote(message));
  }

  private static String named(Answer answer, String code) {
    return code.isEmpty() ? answer.toString() : answer + ", " + code;
  }

  private static JsonObject error(Answer answer) {
    return answer
        .jsonObject()
        .map(body -> body.getValue("error") instanceof JsonObject error ? error : new JsonObject())
        .orElseGet(JsonObject::new);
  }
}
