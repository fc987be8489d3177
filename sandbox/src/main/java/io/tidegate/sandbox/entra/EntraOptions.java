package io.tidegate.sandbox.entra;

import io.tidegate.sandbox.Credentials;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;

/**
 * What the token endpoint knows.
 *
 * @param tenant the one tenant, by name or GUID as it stands in the URL
 * @param clients client id to secret of every application
 * @param certificates client id to certificate of the applications that have one beside the secret
 * @param tokenLifetime how long a token is good for
 */
public record EntraOptions(
    String tenant,
    Map<String, String> clients,
    Map<String, X509Certificate> certificates,
    Duration tokenLifetime) {
  public EntraOptions {
    clients = Map.copyOf(clients);
    certificates = Map.copyOf(certificates);
  }

  /** The sandbox's published credentials, tokens of an hour. */
  public static EntraOptions standard() {
    return new EntraOptions(
        Credentials.DYNAMICS_TENANT,
        Map.of(Credentials.DYNAMICS_CLIENT, Credentials.DYNAMICS_SECRET),
        Map.of(),
        Duration.ofSeconds(3599));
  }

  @Override
  public String toString() {
    return "EntraOptions[tenant=" + tenant + ", clients=" + clients.keySet() + "]";
  }
}
