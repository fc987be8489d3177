package io.tidegate.configuration.connections;

import io.tidegate.connector.ClientCertificate;
import io.tidegate.connector.UnusableException;
import io.tidegate.mapping.Misfit;
import io.tidegate.sftp.SftpConnection;
import java.util.Arrays;
import java.util.Optional;

/** The secrets that belong to the connections. They are part of no document. */
public enum ConnectionSecret {
  DYNAMICS_CLIENT_SECRET("dynamics.clientSecret"),
  /** A private key and its certificate in PEM; takes the place of the client secret. */
  DYNAMICS_CLIENT_CERTIFICATE("dynamics.clientCertificate"),
  CAMPAIGN_CLIENT_SECRET("campaign.clientSecret"),
  SFTP_PASSWORD("sftp.password"),
  SFTP_PRIVATE_KEY("sftp.privateKey");

  private final String id;

  ConnectionSecret(String id) {
    this.id = id;
  }

  /** Its name in the API and in the database. */
  public String id() {
    return id;
  }

  /** The connection it belongs to: {@code dynamics}, {@code campaign} or {@code sftp}. */
  public String connection() {
    return id.substring(0, id.indexOf('.'));
  }

  /** Its name within its connection: {@code clientSecret}. */
  public String property() {
    return id.substring(id.indexOf('.') + 1);
  }

  /** Without the blanks and line ends that come with copying; a password keeps its own. */
  String tidy(String value) {
    return this == SFTP_PASSWORD ? value.replaceFirst("[\\r\\n]+$", "") : value.strip();
  }

  /** Why a value cannot be one; empty when it can. Its pointer is empty. */
  Optional<Misfit> misfit(String value) {
    if (value.isEmpty()) {
      return Optional.of(new Misfit("", "The secret is empty.", "Enter it, or remove it."));
    }
    try {
      if (this == DYNAMICS_CLIENT_CERTIFICATE) {
        new ClientCertificate(value);
      } else if (this == SFTP_PRIVATE_KEY) {
        SftpConnection.requireKey(value);
      }
      return Optional.empty();
    } catch (IllegalArgumentException unfit) {
      return Optional.of(
          new Misfit("", unfit.getMessage(), "Enter the whole text, as it stands in the file."));
    } catch (UnusableException unfit) {
      return Optional.of(new Misfit("", unfit.cause(), unfit.remedy()));
    }
  }

  public static Optional<ConnectionSecret> of(String id) {
    return Arrays.stream(values()).filter(secret -> secret.id.equals(id)).findFirst();
  }
}
