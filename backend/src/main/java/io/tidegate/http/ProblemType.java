package io.tidegate.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of problem the API answers with, as RFC 9457 asks: an address that identifies the kind
 * (and explains it, when opened), a title, a status, and what to do about it.
 */
enum ProblemType {
  INVALID_REQUEST(
      400,
      "invalid-request",
      "The request is not valid",
      "Correct the request; /docs/api describes every parameter."),
  FORBIDDEN_ORIGIN(
      403,
      "forbidden-origin",
      "Requests from this origin are refused",
      "Use the page that this service serves, or add the host to the configured public hosts."),
  NOT_FOUND(404, "not-found", "There is nothing here", "See /docs/api for what there is."),
  UNKNOWN_WORKFLOW(
      404,
      "unknown-workflow",
      "There is no such workflow or flow",
      "GET /api/v1/workflows lists what there is."),
  METHOD_NOT_ALLOWED(
      405,
      "method-not-allowed",
      "The method is not allowed here",
      "Use one of the methods in the Allow header."),
  FORBIDDEN_TRANSITION(
      409,
      "forbidden-transition",
      "The workflow's state forbids this",
      "Wait for the present transition to end, then try again."),
  NOT_CONFIGURED(
      409,
      "not-configured",
      "Something is not configured yet",
      "Enter what is missing on the page Connections or Configuration."),
  RECONCILIATION_UNDER_WAY(
      409,
      "reconciliation-under-way",
      "A reconciliation of the flow is under way",
      "Wait until it has ended, or cancel it; GET /api/v1/reconciliations shows it."),
  VERSION_CONFLICT(
      412,
      "version-conflict",
      "Another version was saved meanwhile",
      "Read the saved version, apply your change to it, and save again."),
  BODY_TOO_LARGE(413, "body-too-large", "The request's body is too large", "Send a smaller body."),
  URI_TOO_LONG(414, "uri-too-long", "The request's address is too long", "Send a shorter address."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "unsupported-media-type",
      "The body's media type is not supported",
      "Send what /docs/api describes, with its Content-Type: JSON, or YAML to an import."),
  WRONG_HOST(
      421,
      "wrong-host",
      "This service does not answer to that host name",
      "Use the address the service printed when it started, or add the name to the configured"
          + " public hosts."),
  INVALID_CONFIGURATION(
      422,
      "invalid-configuration",
      "The configuration is not right",
      "Correct what errors names; nothing was saved."),
  NOT_RECONCILABLE(
      422,
      "not-reconcilable",
      "The two sides of the flow cannot be compared",
      "Reconcile a flow of ingress."),
  UPGRADE_REQUIRED(
      426,
      "upgrade-required",
      "This address is a websocket",
      "Connect with a websocket client; /api/v1/asyncapi.yaml describes the messages."),
  VERSION_REQUIRED(
      428,
      "version-required",
      "The version that the edit began with is missing",
      "Send the ETag of the version that you edited as If-Match, for instance If-Match: \"7\"."),
  HEADERS_TOO_LARGE(
      431, "headers-too-large", "The request's headers are too large", "Send smaller headers."),
  INTERNAL_ERROR(
      500,
      "internal-error",
      "The service failed to answer",
      "Look for the reference in the service's log, and report it with what is written there."),
  SYSTEM_UNAVAILABLE(
      502,
      "system-unavailable",
      "Dynamics 365 or Campaign does not answer",
      "Test the connection on the page Connections, then try again."),
  UNAVAILABLE(
      503,
      "unavailable",
      "Something the service needs does not answer",
      "Try again shortly. /health/ready says what does not answer."),
  TOO_MANY_CONNECTIONS(
      503,
      "too-many-connections",
      "Too many live connections",
      "Close the ones that are not needed, or raise the limit in the configuration.");

  private final int status;
  private final String slug;
  private final String title;
  private final String remedy;

  ProblemType(int status, String slug, String title, String remedy) {
    this.status = status;
    this.slug = slug;
    this.title = title;
    this.remedy = remedy;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String remedy() {
    return remedy;
  }

  /** Identifies the kind; relative to the service. */
  String uri() {
    return "/problems/" + slug;
  }

  static Optional<ProblemType> ofSlug(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
  }
}
