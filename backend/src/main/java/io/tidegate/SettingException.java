package io.tidegate;

/** A setting is missing or wrong; the message says which, and what it should be. */
final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingException(String message) {
    super(message, null, false, false);
  }
}
