package io.tidegate.campaign;

import io.tidegate.connector.Answer;
import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.Pipeline;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.tidegate.connector.Vendor;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Campaign's errors mean. The gateway answers with a JSON object, the application with a text
 * of several lines ({@code RST-360011 …}), as a JSON string or bare; and the application answers
 * 500 also where the request was at fault, so there the text decides.
 */
final class CampaignErrors implements Pipeline.Judge {

  private static final String SYSTEM = Vendor.CAMPAIGN.system();

  /** A code of the application: {@code RST-360011}, {@code XTK-170006}. */
  private static final Pattern CODE = Pattern.compile("\\b[A-Z]{3}-\\d{6}\\b");

  /**
   * The application's words for a request it will never accept. What they do not cover is taken for
   * a fault of the system; whoever repeats it should do so a few times only.
   */
  private static final Pattern CLIENT_ERROR =
      Pattern.compile(
          "\\b(property|value|attribute|field|address|date|enumeration)\\b.{0,200}\\bis not valid\\b"
              + "|\\bis not a valid\\b"
              + "|\\binvalid (value|e-?mail|date|property)\\b"
              + "|\\btoo long\\b|\\bexceeds? the (maximum )?(length|size)\\b|\\bmaximum (length|size)\\b"
              + "|\\bis (mandatory|required)\\b|\\bread-only\\b"
              + "|\\b(property|attribute|field|value) unknown\\b"
              + "|\\bunknown (property|attribute|field|value)\\b"
              + "|\\b(is not|isn't) defined\\b"
              + "|\\bduplicate\\b|\\balready exists\\b|\\bunique (key|constraint|index)\\b"
              + "|\\bunable to (parse|convert)\\b|\\bis referenced by\\b",
          Pattern.CASE_INSENSITIVE);

  @Override
  public ConnectorException judge(Call call, Answer answer) {
    String words = words(answer);
    return switch (answer.status()) {
      case 401, 403 -> notAuthorised(answer, words);
      case 404 -> new GoneException(SYSTEM, described(answer, words));
      case 408, 504 -> retriable(call, answer, Kind.TIMED_OUT, words);
      case 429, 503 -> retriable(call, answer, Kind.THROTTLED, words);
      case 501 -> refused(answer, words);
      case 500 ->
          CODE.matcher(words).find() && CLIENT_ERROR.matcher(words).find()
              ? refused(answer, words)
              : retriable(call, answer, Kind.FAILED, words);
      default ->
          answer.status() >= 500
              ? retriable(call, answer, Kind.FAILED, words)
              : refused(answer, words);
    };
  }

  private static RetriableException retriable(Call call, Answer answer, Kind kind, String words) {
    boolean unprocessed = answer.status() == 429;
    return new RetriableException(
        SYSTEM,
        kind,
        switch (kind) {
          case THROTTLED -> "Campaign asks for fewer requests (" + answer + ").";
          case TIMED_OUT -> "Campaign did not answer in time (" + answer + ").";
          case FAILED -> "Campaign has a fault of its own (" + described(answer, words) + ").";
        },
        answer.retryAfter(),
        call.writes() && !unprocessed);
  }

  private static RefusedException refused(Answer answer, String words) {
    Matcher code = CODE.matcher(words);
    return new RefusedException(
        SYSTEM,
        code.find() ? code.group() : answer.toString(),
        described(answer, words),
        answer.text());
  }

  private static UnusableException notAuthorised(Answer answer, String words) {
    return answer.status() == 401
        ? Vendor.CAMPAIGN.unusable(
            "Campaign does not accept the token that Adobe IMS gave ("
                + described(answer, words)
                + ").",
            "Check "
                + Vendor.CAMPAIGN.setting("CLIENT_ID", "SCOPES")
                + ", and that the Adobe Developer Console project has the Campaign API.")
        : Vendor.CAMPAIGN.unusable(
            "Campaign does not let this account in (" + described(answer, words) + ").",
            "Add the instance's product profile to the credential in the Adobe Developer Console.");
  }

  private static String described(Answer answer, String words) {
    return words.isEmpty() ? answer.toString() : answer + ": " + Answer.quote(words);
  }

  /** The telling part of a body: an object's code and message, a JSON string, or bare text. */
  private static String words(Answer answer) {
    try {
      Object body = Json.decodeValue(answer.text());
      if (body instanceof JsonObject error) {
        Object code = error.getValue("error_code", error.getValue("code", ""));
        return (code + " " + error.getValue("message", "")).strip();
      }
      return body instanceof String text ? text : "";
    } catch (DecodeException e) {
      return answer.text();
    }
  }
}
