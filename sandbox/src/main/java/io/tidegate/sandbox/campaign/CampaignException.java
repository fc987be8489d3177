package io.tidegate.sandbox.campaign;

/**
 * A refusal by the application behind Campaign's gateway: an HTTP status and lines of plain text,
 * the first of them always the same. The texts follow the vendor's page "Recommendations and
 * limitations when migrating to Campaign v8 REST APIs", which lists those of Campaign Standard, and
 * its page "API troubleshooting".
 */
final class CampaignException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String FIRST_LINE =
      "RST-360011 An error has occurred - please contact your administrator.";

  private final int status;

  CampaignException(int status, String detail) {
    super(FIRST_LINE + "\n" + detail, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  static CampaignException noSuchProperty(String property) {
    return new CampaignException(
        500, "'" + property + "' property is not valid for the 'profile' resource.");
  }

  static CampaignException readOnly(String property) {
    return new CampaignException(
        500,
        "Cannot update the '"
            + property
            + "' property that is read-only\n'"
            + property
            + "' property is not valid for the 'profile' resource.");
  }

  static CampaignException tooLong(String property, int length, int maxLength) {
    return new CampaignException(
        500,
        "The value of the '"
            + property
            + "' property is too long ("
            + length
            + " characters, maximum length "
            + maxLength
            + ").");
  }

  static CampaignException notEnumerated(String property, Object value) {
    return new CampaignException(
        500,
        "The value '"
            + value
            + "' is not valid for the 'nms:recipient:"
            + property
            + "' enumeration of the '@"
            + property
            + "' field");
  }

  static CampaignException notValid(String property, String expected) {
    return new CampaignException(
        500, "The value of the '" + property + "' property is not a valid " + expected + ".");
  }

  static CampaignException badBody() {
    return new CampaignException(500, "Unable to parse the JSON document of the request body.");
  }

  static CampaignException badKey(String key) {
    return new CampaignException(
        500,
        "'"
            + key
            + "' attribute unknown (see definition of 'Profiles (nms:recipient)' schema).\n"
            + "XTK-170036 Unable to parse expression '@id = @"
            + key
            + "'.");
  }

  static CampaignException gone(String key) {
    return new CampaignException(
        404,
        "Unable to find document with path 'Profile' from key '"
            + key
            + "' (document with schema 'profile' and name '"
            + key
            + "')");
  }

  static CampaignException noEndpoint(String path) {
    return new CampaignException(404, "Unsupported endpoint. (endpoint=rest/" + path + ")");
  }

  static CampaignException noSuchFilter(String filter) {
    return new CampaignException(
        404, "The '" + filter + "' filter does not exist for the 'profile' resource.");
  }

  static CampaignException missingParameter(String filter, String parameter) {
    return new CampaignException(
        500, "'" + parameter + "' parameter isn't defined for the '" + filter + "' filter.");
  }

  static CampaignException methodNotAllowed(String method) {
    return new CampaignException(405, "The '" + method + "' method is not supported here.");
  }
}
