package io.tidegate.configuration.connections;

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

  public static Optional<ConnectionSecret> of(String id) {
    return Arrays.stream(values()).filter(secret -> secret.id.equals(id)).findFirst();
  }
}
