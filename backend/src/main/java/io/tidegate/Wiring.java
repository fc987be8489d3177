package io.tidegate;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignConnection;
import io.tidegate.connector.GateOptions;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsConnection;
import io.tidegate.http.HttpOptions;
import io.tidegate.sftp.Sftp;
import io.tidegate.sftp.SftpConnection;
import io.tidegate.store.DatabaseOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes the service's parts from its settings. Here and in {@link WorkflowConfigs} stand the names
 * of all settings.
 */
record Wiring(Settings settings) {

  Dynamics dynamics(Vertx vertx) {
    String tokenUrl =
        settings
            .text("dynamics.tokenUrl")
            .orElseGet(
                () ->
                    "https://login.microsoftonline.com/"
                        + settings.require("dynamics.tenant", "The Entra tenant of Dynamics 365")
                        + "/oauth2/v2.0/token");
    return new Dynamics(
        vertx,
        new DynamicsConnection(
            settings.require("dynamics.url", "The address of the Dynamics 365 environment"),
            tokenUrl,
            settings.require("dynamics.clientId", "The client id for Dynamics 365"),
            settings.require("dynamics.clientSecret", "The client secret for Dynamics 365")),
        gate("dynamics", 16, 8, 19.5, 3.8));
  }

  Campaign campaign(Vertx vertx) {
    return new Campaign(
        vertx,
        new CampaignConnection(
            settings.require("campaign.url", "The address of the Campaign API"),
            settings
                .text("campaign.tokenUrl")
                .orElse("https://ims-na1.adobelogin.com/ims/token/v3"),
            settings.require("campaign.clientId", "The client id for Campaign"),
            settings.require("campaign.clientSecret", "The client secret for Campaign"),
            List.of(
                settings
                    .text("campaign.scopes")
                    .orElse("openid,AdobeID,campaign_sdk")
                    .split("\\s*,\\s*", -1))),
        gate("campaign", 8, 4, 10, 0));
  }

  /** Where Campaign leaves its exports; empty when no server is set. */
  Optional<Sftp> sftp(Vertx vertx) {
    return settings
        .text("campaign.sftp.host")
        .map(
            host ->
                new Sftp(
                    vertx,
                    new SftpConnection(
                        host,
                        settings.integer("campaign.sftp.port", 22, 1, 65_535),
                        settings.require("campaign.sftp.user", "The user at the SFTP server"),
                        settings.text("campaign.sftp.password"),
                        settings.text("campaign.sftp.privateKeyFile").map(Wiring::privateKey),
                        settings.require(
                            "campaign.sftp.hostKey",
                            "The fingerprint of the SFTP server's host key, SHA256:…"))));
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

  private GateOptions gate(
      String system, int concurrency, int initial, double perSecond, double average) {
    int most = settings.integer(system + ".maxConcurrency", concurrency, 1, 512);
    return new GateOptions(
        most,
        settings.integer(system + ".initialConcurrency", Math.min(initial, most), 1, most),
        settings.decimal(system + ".requestsPerSecond", perSecond, 0, 100_000),
        settings.decimal(system + ".averageConcurrency", average, 0, 512));
  }

  DatabaseOptions database() {
    return new DatabaseOptions(
        settings.require("database.url", "The address of the PostgreSQL database"),
        settings.require("database.user", "The user for PostgreSQL"),
        settings.text("database.password").orElse(""));
  }

  HttpOptions http() {
    return HttpOptions.local(settings.integer("http.port", 8080, 0, 65_535))
        .withHost(settings.text("http.host").orElse("127.0.0.1"))
        .withPublicHosts(
            settings
                .text("http.publicHosts")
                .map(hosts -> List.of(hosts.split("\\s*,\\s*", -1)))
                .orElse(List.of()));
  }
}
