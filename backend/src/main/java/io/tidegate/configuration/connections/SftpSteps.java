package io.tidegate.configuration.connections;

import io.tidegate.configuration.connections.Steps.Found;
import io.tidegate.sftp.Sftp;
import io.vertx.core.Future;

/** What a connection to the SFTP server has to show. */
final class SftpSteps {
  private final Sftp sftp;
  private final ConnectionsConfig.Sftp config;
  private Future<String> shown;

  private SftpSteps(Sftp sftp, ConnectionsConfig.Sftp config) {
    this.sftp = sftp;
    this.config = config;
  }

  static Steps steps(Lease lease, ConnectionsConfig.Sftp config, Needs needs) {
    SftpSteps test = new SftpSteps(lease.sftp().orElseThrow(), config);
    Steps steps =
        new Steps()
            .first("address", test::address)
            .first("hostKey", test::hostKey)
            .first("login", test::login);
    for (String directory : needs.directories()) {
      steps.then("directory." + directory, () -> test.directory(directory));
    }
    return steps;
  }

  private Future<Found> address() {
    shown = sftp.hostKey();
    return shown.map(key -> Found.passed("An SSH server answers at the address."));
  }

  private Future<Found> hostKey() {
    return shown.map(
        key -> {
          String trusted = config.hostKey() == null ? "" : config.hostKey();
          if (key.equals(trusted)) {
            return Found.passed("The server shows the trusted host key " + key + ".");
          }
          return trusted.isEmpty()
              ? Found.failed(
                  "The server shows the host key %s; none is trusted yet.".formatted(key),
                  "Compare it with what the server's operator tells you, and enter it.")
              : Found.failed(
                  "The server shows the host key %s and not the trusted one, %s."
                      .formatted(key, trusted),
                  "It may be another server, or somebody in between. Ask the server's operator"
                      + " before you enter the new one.");
        });
  }

  private Future<Found> login() {
    return sftp.signIn()
        .map(in -> Found.passed("The server lets the user " + config.user() + " in."));
  }

  private Future<Found> directory(String directory) {
    return sftp.list(directory, "*")
        .map(
            files ->
                Found.passed(
                    "The directory %s can be listed: %d files."
                        .formatted(directory, files.size())));
  }
}
