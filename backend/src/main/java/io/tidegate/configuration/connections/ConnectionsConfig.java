package io.tidegate.configuration.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The document {@code connections}: how the systems are reached. Secrets are no part of it.
 *
 * @param dynamics null as long as there is none
 * @param campaign null as long as there is none
 * @param sftp null as long as there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionsConfig(Dynamics dynamics, Campaign campaign, Sftp sftp) {

  /**
   * A Dynamics 365 environment.
   *
   * @param tenant the Entra tenant; or null, with a {@code tokenUrl}
   * @param tokenUrl the whole token endpoint; null for the tenant's
   * @param requestsPerSecond pace; 0 for none, null as Dynamics allows
   * @param maxConcurrency requests in flight at most; null for 16
   * @param averageConcurrency requests in flight on average; 0 for no limit, null as Dynamics
   *     allows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Dynamics(
      String url,
      String tenant,
      String tokenUrl,
      String clientId,
      Double requestsPerSecond,
      Integer maxConcurrency,
      Double averageConcurrency) {}

  /**
   * An Adobe Campaign instance.
   *
   * @param organization its name in the address of the API, where the url has it not
   * @param tokenUrl null for Adobe's
   * @param scopes as the Developer Console shows them; null for the usual ones
   * @param requestsPerSecond pace; 0 for none, null for 10
   * @param maxConcurrency requests in flight at most; null for 8
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Campaign(
      String url,
      String organization,
      String tokenUrl,
      String clientId,
      List<String> scopes,
      Double requestsPerSecond,
      Integer maxConcurrency) {
    public Campaign {
      scopes = scopes == null ? null : List.copyOf(scopes);
    }
  }

  /**
   * The SFTP server on which Campaign leaves its exports.
   *
   * @param port null for 22
   * @param hostKey the fingerprint of its key, {@code SHA256:…}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sftp(String host, Integer port, String user, String hostKey) {}
}
