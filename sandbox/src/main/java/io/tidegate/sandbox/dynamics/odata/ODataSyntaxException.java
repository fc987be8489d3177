package io.tidegate.sandbox.dynamics.odata;

/** A URL, header or expression that does not follow the protocol; the message is for the client. */
public final class ODataSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ODataSyntaxException(String message) {
    super(message, null, false, false);
  }
}
