package io.tidegate.sandbox.dynamics;

import java.util.UUID;

/**
 * A refusal in the vendor's words: HTTP status, code and message of {@code
 * {"error":{"code":…,"message":…}}}. The codes are those of the vendor's page "Web service error
 * codes"; the messages follow what its documentation and public clients show.
 */
public final class DataverseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public DataverseException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  static DataverseException noSuchRow(EntityType type, UUID id) {
    return new DataverseException(
        404,
        "0x80040217",
        "Entity '" + type.logicalName() + "' With Id = " + id + " Does Not Exist");
  }

  static DataverseException noSuchKey(EntityType type) {
    return new DataverseException(
        404,
        "0x80060891",
        "A record with the specified key values does not exist in "
            + type.logicalName()
            + " entity");
  }

  static DataverseException noSuchResource(String segment) {
    return new DataverseException(
        404, "0x80060888", "Resource not found for the segment '" + segment + "'.");
  }

  static DataverseException noSuchProperty(EntityType type, String property) {
    return new DataverseException(
        400,
        "0x80060888",
        "Could not find a property named '"
            + property
            + "' on type 'Microsoft.Dynamics.CRM."
            + type.logicalName()
            + "'.");
  }

  /** A query the service does not understand. */
  static DataverseException badQuery(String message) {
    return new DataverseException(400, "0x80060888", message);
  }

  /** A body the service cannot read as a row of the table. */
  static DataverseException badPayload(EntityType type, String detail) {
    return new DataverseException(
        400,
        "0x80048d19",
        "Error identified in Payload provided by the user for Entity :'"
            + type.entitySetName()
            + "', For more information on this error please follow this help link "
            + "https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : "
            + "Microsoft.OData.ODataException: "
            + detail);
  }

  static DataverseException duplicateId() {
    return new DataverseException(
        412, "0x80040237", "A record with matching key values already exists.");
  }

  static DataverseException duplicateKey(EntityKey key) {
    return new DataverseException(
        412,
        "0x80060892",
        "Entity Key "
            + key.name()
            + " violated. A record with the same value for "
            + String.join(", ", key.columns())
            + " already exists. A duplicate record cannot be created. Select one or more unique"
            + " values and try again.");
  }

  /** The vendor's list of status codes has this one under 405. */
  static DataverseException referredTo() {
    return new DataverseException(
        405,
        "0x80040227",
        "The object you tried to delete is associated with another object and cannot be deleted.");
  }

  static DataverseException versionMismatch() {
    return new DataverseException(
        412,
        "0x80060882",
        "The version of the existing record doesn't match the RowVersion property provided.");
  }

  static DataverseException methodNotAllowed(String method, String resource) {
    return new DataverseException(
        405,
        "0x80060888",
        "The HTTP method '" + method + "' is not supported at '" + resource + "'.");
  }
}
