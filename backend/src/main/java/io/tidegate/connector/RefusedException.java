package io.tidegate.connector;

/** The system refuses this record for good: it belongs in the dead letters. */
public final class RefusedException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String answer;

  /**
   * @param code the vendor's error code, or {@code HTTP <status>} where it gave none
   * @param answer the vendor's answer as it came, cut to a few thousand characters; it may contain
   *     personal data, so it is kept with the dead letter and never logged
   */
  public RefusedException(String system, String code, String message, String answer) {
    super(system, message);
    this.code = code;
    this.answer = answer;
  }

  public String code() {
    return code;
  }

  public String answer() {
    return answer;
  }
}
