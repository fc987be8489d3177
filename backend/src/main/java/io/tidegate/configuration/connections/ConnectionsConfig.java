package io.tidegate.configuration.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.Origin;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.sftp.SftpConnection;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document {@code connections}: how the systems are reached, without the secrets. A system that
 * is not connected is null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionsConfig(DynamicsPart dynamics, CampaignPart campaign, SftpPart sftp) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Dynamics 365.
   *
   * @param url the environment's address, {@code https://contoso.crm4.dynamics.com}
   * @param tenant of Entra, its id or a domain; not needed with a tokenUrl
   * @param tokenUrl null for Entra's own
   * @param requestsPerSecond 0 for no limit; null for what Microsoft's limits allow
   * @param maxConcurrency null for 16
   * @param averageConcurrency 0 for no limit; null for what Microsoft's limits allow
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DynamicsPart(
      String url,
      String tenant,
      String tokenUrl,
      String clientId,
      Double requestsPerSecond,
      Integer maxConcurrency,
      Double averageConcurrency) {

    DynamicsConnection connection(Map<ConnectionSecret, String> secrets) {
      return new DynamicsConnection(
          url,
          tokenUrl != null
              ? tokenUrl
              : "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token",
          clientId,
          secrets.get(ConnectionSecret.DYNAMICS_CLIENT_SECRET));
    }

    /** Microsoft allows 6000 requests and 1200 s of execution in 300 s. */
    GateOptions gate() {
      return ConnectionsConfig.gate(
          maxConcurrency, 16, 8, requestsPerSecond, 19.5, averageConcurrency, 3.8);
    }
  }

  /**
   * Adobe Campaign.
   *
   * @param url the base of its API; with an organization, the host may be enough
   * @param organization the tenant's name in the API's path; null if the url has it
   * @param tokenUrl null for Adobe IMS' own
   * @param scopes as the Adobe Developer Console shows them
   * @param requestsPerSecond 0 for no limit; null for 10
   * @param maxConcurrency null for 8
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CampaignPart(
      String url,
      String organization,
      String tokenUrl,
      String clientId,
      List<String> scopes,
      Double requestsPerSecond,
      Integer maxConcurrency) {
    static final List<String> SCOPES = List.of("openid", "AdobeID", "campaign_sdk");

    CampaignConnection connection(Map<ConnectionSecret, String> secrets) {
      return new CampaignConnection(
          base(),
          tokenUrl != null ? tokenUrl : "https://ims-na1.adobelogin.com/ims/token/v3",
          clientId,
          secrets.get(ConnectionSecret.CAMPAIGN_CLIENT_SECRET),
          scopes == null || scopes.isEmpty() ? SCOPES : scopes);
    }

    /** {@code https://mc.adobe.io} and an organization make {@code …/<organization>/campaign}. */
    private String base() {
      Origin origin = Origin.of(url);
      boolean hostOnly = origin.targetOf(url).orElse("/").equals("/");
      return hostOnly && organization != null ? origin + "/" + organization + "/campaign" : url;
    }

    GateOptions gate() {
      return ConnectionsConfig.gate(maxConcurrency, 8, 4, requestsPerSecond, 10, null, 0);
    }
  }

  /**
   * The SFTP server on which Campaign leaves its exports.
   *
   * @param port null for 22
   * @param hostKey the fingerprint of its key, {@code SHA256:…}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SftpPart(String host, Integer port, String user, String hostKey) {
    SftpConnection connection(Map<ConnectionSecret, String> secrets) {
      return new SftpConnection(
          host,
          port == null ? 22 : port,
          user,
          Optional.ofNullable(secrets.get(ConnectionSecret.SFTP_PASSWORD)),
          Optional.ofNullable(secrets.get(ConnectionSecret.SFTP_PRIVATE_KEY)),
          hostKey);
    }
  }

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it is none; {@link ConnectionRules} says it better
   */
  public static ConnectionsConfig of(JsonObject document) {
    try {
      return JSON.readValue(document.encode(), ConnectionsConfig.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("The connections are not readable", broken);
    }
  }

  public JsonObject toJson() {
    try {
      return new JsonObject(JSON.writeValueAsString(this));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The connections cannot be written", impossible);
    }
  }

  private static GateOptions gate(
      Integer maxConcurrency,
      int concurrency,
      int initial,
      Double requestsPerSecond,
      double perSecond,
      Double averageConcurrency,
      double average) {
    int most = maxConcurrency == null ? concurrency : maxConcurrency;
    return new GateOptions(
        most,
        Math.min(initial, most),
        requestsPerSecond == null ? perSecond : requestsPerSecond,
        averageConcurrency == null ? average : averageConcurrency);
  }
}
