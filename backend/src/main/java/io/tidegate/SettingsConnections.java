package io.tidegate;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.connector.GateOptions;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.sftp.Sftp;
import io.tidegate.sftp.SftpConnection;
import io.tidegate.workflow.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections with the secrets of the settings, one per content, until the service ends. */
final class SettingsConnections implements Connections {
  private static final Map<String, String> SECRETS =
      Map.of(
          "dynamics.clientSecret", "dynamics.clientSecret",
          "campaign.clientSecret", "campaign.clientSecret",
          "sftp.password", "campaign.sftp.password",
          "sftp.privateKey", "campaign.sftp.privateKeyFile");

  private final Vertx vertx;
  private final Settings settings;
  private final Map<String, Systems> open = new HashMap<>();

  SettingsConnections(Vertx vertx, Settings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  Map<String, Long> revisions() {
    Map<String, Long> revisions = new HashMap<>();
    SECRETS.forEach(
        (name, setting) -> settings.text(setting).ifPresent(set -> revisions.put(name, 1L)));
    return revisions;
  }

  @Override
  public synchronized Systems connect(JsonObject connections) {
    return open.computeIfAbsent(
        connections.encode(),
        text ->
            new Systems(
                dynamics(connections.getJsonObject("dynamics")),
                campaign(connections.getJsonObject("campaign")),
                Optional.ofNullable(connections.getJsonObject("sftp")).map(this::sftp)));
  }

  Future<Void> close() {
    return Future.join(
            open.values().stream()
                .map(
                    systems ->
                        Future.join(
                            systems.dynamics().close(),
                            systems.campaign().close(),
                            systems.sftp().map(Sftp::close).orElseGet(Future::succeededFuture)))
                .toList())
        .mapEmpty();
  }

  private Dynamics dynamics(JsonObject connection) {
    return new Dynamics(
        vertx,
        new DynamicsConnection(
            connection.getString("url"),
            connection.getString(
                "tokenUrl",
                "https://login.microsoftonline.com/"
                    + connection.getString("tenant")
                    + "/oauth2/v2.0/token"),
            connection.getString("clientId"),
            secret("dynamics.clientSecret")),
        gate(connection, 16, 19.5, 3.8));
  }

  private Campaign campaign(JsonObject connection) {
    return new Campaign(
        vertx,
        new CampaignConnection(
            connection.getString("url"),
            connection.getString("tokenUrl", "https://ims-na1.adobelogin.com/ims/token/v3"),
            connection.getString("clientId"),
            secret("campaign.clientSecret"),
            connection
                .getJsonArray("scopes", new JsonArray(List.of("openid", "AdobeID", "campaign_sdk")))
                .stream()
                .map(Object::toString)
                .toList()),
        gate(connection, 8, 10, 0));
  }

  private Sftp sftp(JsonObject connection) {
    return new Sftp(
        vertx,
        new SftpConnection(
            connection.getString("host"),
            connection.getInteger("port", 22),
            connection.getString("user"),
            settings.text("campaign.sftp.password"),
            settings.text("campaign.sftp.privateKeyFile").map(SettingsConnections::privateKey),
            connection.getString("hostKey")));
  }

  private static String privateKey(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new SettingException(
          "The private key for the SFTP server cannot be read from %s: %s"
              .formatted(file, unreadable.getMessage()));
    }
  }

  private String secret(String name) {
    return settings.require(SECRETS.get(name), "The secret " + name);
  }

  private static GateOptions gate(
      JsonObject connection, int concurrency, double perSecond, double average) {
    int most = connection.getInteger("maxConcurrency", concurrency);
    return new GateOptions(
        most,
        Math.max(1, most / 2),
        connection.getDouble("requestsPerSecond", perSecond),
        connection.getDouble("averageConcurrency", average));
  }
}
