package io.tidegate.sandbox.entra;

import io.tidegate.sandbox.Credentials;
import java.time.Duration;
import java.util.Map;

/**
 * What the token endpoint knows.
 *
 * @param tenant the one tenant, by name or GUID as it stands in the URL
 * @param clients client id to secret of every application
 * @param tokenLifetime how long a token is good for
 */
public record EntraOptions(String tenant, Map<String, String> clients, Duration tokenLifetime) {
  public EntraOptions {
    clients = Map.copyOf(clients);
  }

  /** The sandbox's published credentials, tokens of an hour. */
  public static EntraOptions standard() {
    return new EntraOptions(
        Credentials.DYNAMICS_TENANT,
        Map.of(Credentials.DYNAMICS_CLIENT, Credentials.DYNAMICS_SECRET),
        Duration.ofSeconds(3599));
  }

  @Override
  public String toString() {
    return "EntraOptions[tenant=" + tenant + ", clients=" + clients.keySet() + "]";
  }
}
