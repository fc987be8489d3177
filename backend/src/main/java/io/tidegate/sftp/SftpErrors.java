package io.tidegate.sftp;

import io.tidegate.connector.Answer;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.RetriableException.Kind;
import io.tidegate.connector.UnusableException;
import io.tidegate.connector.Vendor;
import java.io.IOException;
import java.util.Optional;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** What the failures of an SFTP session mean. */
final class SftpErrors {
  private static final Vendor CAMPAIGN = Vendor.CAMPAIGN;

  private SftpErrors() {}

  /** The server showed another key than the one that is trusted. */
  static UnusableException otherHostKey(SftpConnection connection, String shown) {
    return CAMPAIGN.unusable(
        "The SFTP server %s shows the host key %s, which is not the trusted one."
            .formatted(connection.host(), shown),
        "Make sure that it is the right server; if it is, enter its fingerprint as "
            + CAMPAIGN.setting("SFTP_HOST_KEY")
            + ".");
  }

  static UnusableException loginRefused(SftpConnection connection) {
    return CAMPAIGN.unusable(
        "The SFTP server %s refuses the login of %s."
            .formatted(connection.host(), connection.user()),
        "Check "
            + CAMPAIGN.setting("SFTP_USER", "SFTP_PASSWORD", "SFTP_PRIVATE_KEY_FILE")
            + "; one of the latter two is enough.");
  }

  static UnusableException unreadableKey() {
    return CAMPAIGN.unusable(
        "The private key for the SFTP server cannot be read.",
        "Enter an unencrypted key in OpenSSH's format or PKCS#8 as "
            + CAMPAIGN.setting("SFTP_PRIVATE_KEY_FILE")
            + ".");
  }

  static RetriableException noConnection(SftpConnection connection, IOException failure) {
    return retriable(
        Kind.FAILED,
        "No connection to the SFTP server %s:%d (%s)."
            .formatted(connection.host(), connection.port(), reason(failure)));
  }

  static RetriableException timedOut() {
    return retriable(Kind.TIMED_OUT, "The SFTP server did not answer in time.");
  }

  /** Something unforeseen; the next session may do better. */
  static RetriableException failed(RuntimeException unforeseen) {
    return retriable(
        Kind.FAILED,
        "The session with the SFTP server failed (" + unforeseen.getClass().getSimpleName() + ").");
  }

  /** What went wrong with a directory. */
  static ConnectorException ofDirectory(String directory, IOException failure) {
    return switch (status(failure)) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          CAMPAIGN.unusable(
              "The SFTP server has no directory " + directory + ".",
              "Make it, or name the one into which Campaign's workflow exports.");
      case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
          forbidden(directory);
      case SftpConstants.SSH_FX_OP_UNSUPPORTED -> unsupported();
      default -> broken(failure);
    };
  }

  /** What went wrong with a file. */
  static ConnectorException ofFile(String path, IOException failure) {
    return switch (status(failure)) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          new GoneException(CAMPAIGN.system(), "The SFTP server has no file " + path + ".");
      case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
          forbidden(path);
      case SftpConstants.SSH_FX_OP_UNSUPPORTED -> unsupported();
      default -> broken(failure);
    };
  }

  static boolean isMissing(IOException failure) {
    int status = status(failure);
    return status == SftpConstants.SSH_FX_NO_SUCH_FILE
        || status == SftpConstants.SSH_FX_NO_SUCH_PATH;
  }

  private static UnusableException forbidden(String path) {
    return CAMPAIGN.unusable(
        "The SFTP server denies access to " + path + ".",
        "Give " + CAMPAIGN.setting("SFTP_USER") + " read and write access to it.");
  }

  private static UnusableException unsupported() {
    return CAMPAIGN.unusable(
        "The SFTP server cannot do what is needed: to list, read and rename files.",
        "Enter another SFTP server as " + CAMPAIGN.setting("SFTP_HOST") + ".");
  }

  private static RetriableException broken(IOException failure) {
    return retriable(
        Kind.FAILED, "The connection to the SFTP server broke: " + reason(failure) + ".");
  }

  private static RetriableException retriable(Kind kind, String message) {
    return new RetriableException(CAMPAIGN.system(), kind, message, Optional.empty(), false);
  }

  private static int status(IOException failure) {
    return failure instanceof SftpException answer ? answer.getStatus() : -1;
  }

  private static String reason(IOException failure) {
    String words = failure.getMessage();
    return words == null ? failure.getClass().getSimpleName() : Answer.quote(words);
  }
}
