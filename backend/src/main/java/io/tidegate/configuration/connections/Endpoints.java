package io.tidegate.configuration.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.connector.ClientCertificate;
import io.tidegate.connector.ClientProof;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.Origin;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.sftp.SftpConnection;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the document {@code connections} and the secrets mean to the connectors. */
final class Endpoints {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final List<String> USUAL_SCOPES = List.of("openid", "AdobeID", "campaign_sdk");
  private static final String USUAL_IMS = "https://ims-na1.adobelogin.com/ims/token/v3";

  private Endpoints() {}

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ConnectionsConfig read(JsonObject document) {
    try {
      return JSON.readValue(document.encode(), ConnectionsConfig.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("The connections are not readable", broken);
    }
  }

  static DynamicsConnection of(
      ConnectionsConfig.Dynamics dynamics, Map<ConnectionSecret, String> secrets) {
    return new DynamicsConnection(
        dynamics.url(),
        tokenUrl(dynamics),
        dynamics.clientId(),
        secrets.containsKey(ConnectionSecret.DYNAMICS_CLIENT_CERTIFICATE)
            ? new ClientCertificate(secrets.get(ConnectionSecret.DYNAMICS_CLIENT_CERTIFICATE))
            : new ClientProof.Secret(secrets.get(ConnectionSecret.DYNAMICS_CLIENT_SECRET)));
  }

  static String tokenUrl(ConnectionsConfig.Dynamics dynamics) {
    return Objects.requireNonNullElseGet(
        dynamics.tokenUrl(),
        () -> "https://login.microsoftonline.com/" + dynamics.tenant() + "/oauth2/v2.0/token");
  }

  static CampaignConnection of(
      ConnectionsConfig.Campaign campaign, Map<ConnectionSecret, String> secrets) {
    return new CampaignConnection(
        baseUrl(campaign),
        tokenUrl(campaign),
        campaign.clientId(),
        secrets.get(ConnectionSecret.CAMPAIGN_CLIENT_SECRET),
        campaign.scopes() == null || campaign.scopes().isEmpty()
            ? USUAL_SCOPES
            : campaign.scopes());
  }

  static String tokenUrl(ConnectionsConfig.Campaign campaign) {
    return Objects.requireNonNullElse(campaign.tokenUrl(), USUAL_IMS);
  }

  /** {@code https://mc.adobe.io} and an organization make {@code …/<organization>/campaign}. */
  static String baseUrl(ConnectionsConfig.Campaign campaign) {
    return isHostOnly(campaign.url()) && campaign.organization() != null
        ? Origin.of(campaign.url()) + "/" + campaign.organization() + "/campaign"
        : campaign.url();
  }

  static boolean isHostOnly(String url) {
    String path = Origin.of(url).targetOf(url).orElse("/");
    return path.equals("/");
  }

  static SftpConnection of(ConnectionsConfig.Sftp sftp, Map<ConnectionSecret, String> secrets) {
    return new SftpConnection(
        sftp.host(),
        sftp.port() == null ? 22 : sftp.port(),
        sftp.user(),
        Optional.ofNullable(secrets.get(ConnectionSecret.SFTP_PASSWORD)),
        Optional.ofNullable(secrets.get(ConnectionSecret.SFTP_PRIVATE_KEY)),
        sftp.hostKey());
  }

  /** Microsoft allows 6000 requests and 1200 s of execution in 300 s. */
  static GateOptions gate(ConnectionsConfig.Dynamics dynamics) {
    return gate(
        Objects.requireNonNullElse(dynamics.maxConcurrency(), 16),
        8,
        Objects.requireNonNullElse(dynamics.requestsPerSecond(), 19.5),
        Objects.requireNonNullElse(dynamics.averageConcurrency(), 3.8));
  }

  static GateOptions gate(ConnectionsConfig.Campaign campaign) {
    return gate(
        Objects.requireNonNullElse(campaign.maxConcurrency(), 8),
        4,
        Objects.requireNonNullElse(campaign.requestsPerSecond(), 10.0),
        0);
  }

  private static GateOptions gate(int most, int initial, double perSecond, double average) {
    return new GateOptions(most, Math.min(initial, most), perSecond, average);
  }
}
