package io.tidegate.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tidegate.workflow.ForbiddenTransitionException;
import io.tidegate.workflow.UnavailableException;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.reconciliation.NotReconcilableException;
import io.tidegate.workflow.reconciliation.ReconciliationUnderWayException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link Problem} of whatever failed. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** The validator names the parameter in its message only. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\b(?:path|query|header|cookie) parameter (\\S+)");

  /** A person's id, which has no business in the log. */
  private static final Pattern PERSON = Pattern.compile("(?<=/consent/)[^/]+");

  private Problems() {}

  /** The last word on every failed request. */
  static void answer(RoutingContext context) {
    of(context).send(context.request());
  }

  /** A request so malformed that it never reaches a route. */
  static void answerMalformed(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    ProblemType type = ProblemType.INVALID_REQUEST;
    if (cause instanceof TooLongHttpLineException) {
      type = ProblemType.URI_TOO_LONG;
    } else if (cause instanceof TooLongHttpHeaderException) {
      type = ProblemType.HEADERS_TOO_LARGE;
    }
    Problem.of(type, type == ProblemType.INVALID_REQUEST ? "It is not HTTP." : type.title() + ".")
        .send(request)
        .onComplete(sent -> request.connection().close());
  }

  /** A request whose address cannot be read, so that no route can be tried. */
  static void answerUnroutable(RoutingContext context) {
    if (!context.response().headWritten()) {
      RequestGuard.secure(context.response().headers());
      Problem.of(ProblemType.INVALID_REQUEST, "The request's address or Host cannot be read.")
          .send(context.request());
    }
  }

  private static Problem of(RoutingContext context) {
    Throwable failure = context.failure();
    int status = context.statusCode();
    Throwable cause = failure;
    if (failure instanceof HttpException && failure.getCause() != null) {
      cause = failure.getCause();
    }
    if (cause instanceof UnknownWorkflowException) {
      return Problem.of(ProblemType.UNKNOWN_WORKFLOW, cause.getMessage());
    }
    if (cause instanceof ForbiddenTransitionException forbidden) {
      return Problem.of(ProblemType.FORBIDDEN_TRANSITION, forbidden.getMessage())
          .withRemedy(forbidden.remedy());
    }
    if (cause instanceof ReconciliationUnderWayException) {
      return Problem.of(ProblemType.RECONCILIATION_UNDER_WAY, cause.getMessage());
    }
    if (cause instanceof NotReconcilableException not) {
      return Problem.of(ProblemType.NOT_RECONCILABLE, not.getMessage()).withRemedy(not.remedy());
    }
    if (cause instanceof ValidatorException invalid) {
      return ofInvalid(invalid);
    }
    if (cause instanceof InvalidBodyException invalid) {
      return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage())
          .withRemedy(invalid.remedy())
          .withParameter("body");
    }
    Optional<Problem> ofConfiguration = ConfigurationProblems.of(cause);
    if (ofConfiguration.isPresent()) {
      return ofConfiguration.get();
    }
    if (status == 413) {
      return Problem.of(
          ProblemType.BODY_TOO_LARGE,
          "The body is larger than "
              + HttpOptions.maxBodyBytes(context.normalizedPath())
              + " bytes.");
    }
    if (status == 404) {
      return notFound(context.request());
    }
    if (status >= 400 && status < 500) {
      String message = cause == null ? null : cause.getMessage();
      return Problem.of(
          ProblemType.INVALID_REQUEST, message == null ? "It cannot be understood." : message);
    }
    return ofFault(cause, context);
  }

  static Problem notFound(HttpServerRequest request) {
    return Problem.of(ProblemType.NOT_FOUND, "There is nothing at " + request.path() + ".");
  }

  private static Problem ofInvalid(ValidatorException invalid) {
    Matcher matcher = PARAMETER.matcher(invalid.getMessage());
    if (matcher.find()) {
      return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage())
          .withParameter(matcher.group(1));
    }
    if (invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT) {
      return Problem.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type of the body is not application/json.");
    }
    return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage()).withParameter("body");
  }

  /** A fault of ours. The cause goes to the log, its reference to the client. */
  private static Problem ofFault(Throwable cause, RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = PERSON.matcher(context.normalizedPath()).replaceAll("…");
    String reference = UUID.randomUUID().toString().substring(0, 8);
    if (cause instanceof UnavailableException unavailable) {
      return Problem.of(ProblemType.UNAVAILABLE, unavailable.getMessage());
    }
    if (isOutage(cause)) {
      LOG.warn(
          "{} {} cannot be answered now, reference {}: {}",
          method,
          path,
          reference,
          cause.toString());
      return Problem.of(
              ProblemType.UNAVAILABLE, "Something the service needs to answer this is away.")
          .withReference(reference);
    }
    LOG.error("{} {} failed, reference {}", method, path, reference, cause);
    return Problem.of(ProblemType.INTERNAL_ERROR, "Something unexpected happened.")
        .withReference(reference);
  }

  /** A connection that is cut or refused, or a time-out: the database is away. */
  private static boolean isOutage(Throwable cause) {
    return UnavailableException.isBehind(cause)
        || cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }
}
