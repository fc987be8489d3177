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

  static CampaignException noSuchProperty(String resource, String property) {
    return new CampaignException(500, invalid(resource, property));
  }

  static CampaignException readOnly(String resource, String property) {
    return new CampaignException(
        500,
        "Cannot update the '"
            + property
            + "' property that is read-only\n"
            + invalid(resource, property));
  }

  private static String invalid(String resource, String property) {
    return "'" + property + "' property is not valid for the '" + resource + "' resource.";
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

  static CampaignException notEnumerated(Schema schema, String property, Object value) {
    return new CampaignException(
        500,
        "The value '"
            + value
            + "' is not valid for the '"
            + schema.header().schema()
            + ":"
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

  static CampaignException badKey(String schema, String key) {
    return new CampaignException(
        500,
        "'"
            + key
            + "' attribute unknown (see definition of '"
            + schema
            + "' schema).\n"
            + "XTK-170036 Unable to parse expression '@id = @"
            + key
            + "'.");
  }

  static CampaignException gone(String resource, String key) {
    return new CampaignException(404, noDocument(resource, key));
  }

  /** A link that leads nowhere; unlike a record that is gone it is a fault of the request. */
  static CampaignException badLink(String property, String target, String key) {
    return new CampaignException(
        500,
        "The link of the '" + property + "' property is not valid.\n" + noDocument(target, key));
  }

  private static String noDocument(String resource, String key) {
    return "Unable to find document with path '"
        + Character.toUpperCase(resource.charAt(0))
        + resource.substring(1)
        + "' from key '"
        + key
        + "' (document with schema '"
        + resource
        + "' and name '"
        + key
        + "')";
  }

  static CampaignException mandatory(String resource, String property) {
    return new CampaignException(
        500, "The '" + property + "' property is mandatory for the '" + resource + "' resource.");
  }

  static CampaignException referredTo(Schema deleted, Schema by) {
    return new CampaignException(
        500,
        "Unable to delete the record of '"
            + deleted.header().label()
            + " ("
            + deleted.header().schema()
            + ")': it is referenced by records of '"
            + by.header().label()
            + " ("
            + by.header().schema()
            + ")'.");
  }

  static CampaignException noEndpoint(String path) {
    return new CampaignException(404, "Unsupported endpoint. (endpoint=rest/" + path + ")");
  }

  static CampaignException noSuchFilter(String resource, String filter) {
    return new CampaignException(
        404, "The '" + filter + "' filter does not exist for the '" + resource + "' resource.");
  }

  static CampaignException missingParameter(String filter, String parameter) {
    return new CampaignException(
        500, "'" + parameter + "' parameter isn't defined for the '" + filter + "' filter.");
  }

  static CampaignException methodNotAllowed(String method) {
    return new CampaignException(405, "The '" + method + "' method is not supported here.");
  }
}
