package io.tidegate;

import io.tidegate.configuration.Document;
import io.tidegate.configuration.connections.ConnectionSecret;
import io.tidegate.mapping.Mappings;
import io.tidegate.workflow.consent.Channel;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.Direction;
import io.tidegate.workflow.consent.Policy;
import io.tidegate.workflow.consent.StandardConsent;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EventType;
import io.tidegate.workflow.egress.LogFormat;
import io.tidegate.workflow.export.ExportOptions;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The documents that the service's settings make: those of a service that was configured by
 * settings alone, and still may be. Here stand the names of all of these settings.
 */
record SeededDocuments(Settings settings) {
  private static final int THREE_DAYS = 72 * 3_600;

  /** Nothing, unless a connection is named: then everything is configured on the page. */
  Map<Document, JsonObject> documents() {
    if (settings.text("dynamics.url").isEmpty() && settings.text("campaign.url").isEmpty()) {
      return Map.of();
    }
    Map<Document, JsonObject> documents = new EnumMap<>(Document.class);
    documents.put(Document.CONNECTIONS, connections());
    JsonObject ingress = new JsonObject(ingress().toJson());
    ingress.getJsonArray("flows").forEach(flow -> ((JsonObject) flow).remove("initialConsent"));
    documents.put(Document.INGRESS, ingress);
    documents.put(Document.EGRESS, new JsonObject(egress().toJson()));
    documents.put(Document.CONSENT, new JsonObject(consent().toJson()));
    return documents;
  }

  /** The secrets that the settings hold, by their names. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    Map.of(
            ConnectionSecret.DYNAMICS_CLIENT_SECRET, settings.text("dynamics.clientSecret"),
            ConnectionSecret.DYNAMICS_CLIENT_CERTIFICATE, file("dynamics.clientCertificateFile"),
            ConnectionSecret.CAMPAIGN_CLIENT_SECRET, settings.text("campaign.clientSecret"),
            ConnectionSecret.SFTP_PASSWORD, settings.text("campaign.sftp.password"),
            ConnectionSecret.SFTP_PRIVATE_KEY, file("campaign.sftp.privateKeyFile"))
        .forEach((secret, value) -> value.ifPresent(set -> secrets.put(secret.id(), set)));
    return secrets;
  }

  private JsonObject connections() {
    JsonObject connections = new JsonObject();
    settings.text("dynamics.url").ifPresent(url -> connections.put("dynamics", dynamics(url)));
    settings.text("campaign.url").ifPresent(url -> connections.put("campaign", campaign(url)));
    settings.text("campaign.sftp.host").ifPresent(host -> connections.put("sftp", sftp(host)));
    return connections;
  }

  private JsonObject dynamics(String url) {
    JsonObject dynamics = new JsonObject().put("url", url);
    settings
        .text("dynamics.tokenUrl")
        .ifPresentOrElse(
            tokenUrl -> dynamics.put("tokenUrl", tokenUrl),
            () ->
                dynamics.put(
                    "tenant",
                    settings.require("dynamics.tenant", "The Entra tenant of Dynamics 365")));
    dynamics.put(
        "clientId", settings.require("dynamics.clientId", "The client id for Dynamics 365"));
    pace("dynamics", dynamics);
    settings
        .text("dynamics.averageConcurrency")
        .ifPresent(
            set ->
                dynamics.put(
                    "averageConcurrency",
                    settings.decimal("dynamics.averageConcurrency", 0, 0, 512)));
    return dynamics;
  }

  private JsonObject campaign(String url) {
    JsonObject campaign = new JsonObject().put("url", url);
    settings.text("campaign.tokenUrl").ifPresent(tokenUrl -> campaign.put("tokenUrl", tokenUrl));
    campaign.put("clientId", settings.require("campaign.clientId", "The client id for Campaign"));
    campaign.put(
        "scopes",
        new JsonArray(
            List.of(
                settings
                    .text("campaign.scopes")
                    .orElse("openid,AdobeID,campaign_sdk")
                    .split("\\s*,\\s*", -1))));
    pace("campaign", campaign);
    return campaign;
  }

  /** What a file holds that a setting names. */
  private Optional<String> file(String setting) {
    return settings
        .text(setting)
        .map(
            name -> {
              try {
                return Files.readString(Path.of(name));
              } catch (IOException unreadable) {
                throw new SettingException(
                    "%s names the file %s, which cannot be read: %s"
                        .formatted(Settings.variable(setting), name, unreadable.getMessage()));
              }
            });
  }

  private void pace(String system, JsonObject connection) {
    String perSecond = system + ".requestsPerSecond";
    String concurrency = system + ".maxConcurrency";
    settings
        .text(perSecond)
        .ifPresent(
            set -> connection.put("requestsPerSecond", settings.decimal(perSecond, 0, 0, 100_000)));
    settings
        .text(concurrency)
        .ifPresent(
            set -> connection.put("maxConcurrency", settings.integer(concurrency, 1, 1, 512)));
  }

  private JsonObject sftp(String host) {
    return new JsonObject()
        .put("host", host)
        .put("port", settings.integer("campaign.sftp.port", 22, 1, 65_535))
        .put("user", settings.require("campaign.sftp.user", "The user at the SFTP server"))
        .put(
            "hostKey",
            settings.require(
                "campaign.sftp.hostKey",
                "The fingerprint of the SFTP server's host key, SHA256:…"));
  }

  private IngressConfig ingress() {
    return new IngressConfig(
        List.of(
            new IngressConfig.Flow(
                "contact",
                true,
                Mappings.contactToProfile(),
                lookupFilter(),
                lookupParameter(),
                deletions(),
                false,
                settings.decimal("ingress.heldDeletionShare", 0.05, 0, 1),
                settings.integer("ingress.pageSize", 1_000, 1, 5_000),
                settings.integer("ingress.pollSeconds", 5, 1, 3_600),
                settings.integer("ingress.parentWaitSeconds", THREE_DAYS, 1, 365 * 86_400),
                settings.integer("ingress.schemaCheckSeconds", 60, 1, 86_400),
                null)));
  }

  private DeletionPolicy deletions() {
    String said = settings.text("ingress.deletions").orElse("false");
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "false" -> DeletionPolicy.OFF;
      case "true" -> DeletionPolicy.DELETE;
      case "anonymise" -> DeletionPolicy.ANONYMISE;
      default ->
          throw new SettingException(
              "%s must be false, true or anonymise, not \"%s\"."
                  .formatted(Settings.variable("ingress.deletions"), said));
    };
  }

  private EgressConfig egress() {
    Set<EventType> enabled = EnumSet.noneOf(EventType.class);
    enable(enabled, EventType.SEND, "egress.sends");
    enable(enabled, EventType.OPEN, "egress.opens");
    enable(enabled, EventType.CLICK, "egress.clicks");
    enable(enabled, EventType.BOUNCE, "egress.bounces");
    List<String> bounces =
        settings.flag("egress.softBounces", false) ? List.of("hard", "soft") : List.of("hard");
    return EgressConfig.standard(enabled)
        .from(
            choice(
                "egress.source",
                EgressConfig.Source.SFTP,
                EgressConfig.Source.values(),
                source -> source.name().toLowerCase(Locale.ROOT)))
        .withFiles(files("egress.pollSeconds"))
        .withFormat(LogFormat.STANDARD.withBounces(bounces))
        .withBatchSize(settings.integer("egress.batchSize", 100, 1, 1_000))
        .withContactWait(
            settings.integer("egress.contactWaitSeconds", THREE_DAYS, 1, 365 * 86_400));
  }

  private void enable(Set<EventType> enabled, EventType type, String setting) {
    if (settings.flag(setting, true)) {
      enabled.add(type);
    }
  }

  private ExportOptions files(String pollSetting) {
    ExportOptions standard = ExportOptions.STANDARD;
    return standard
        .withDirectory(settings.text("egress.directory").orElse(standard.directory()))
        .withArchive(settings.text("egress.archive").orElse(standard.archive()))
        .withSeconds(
            settings.integer(pollSetting, standard.pollSeconds(), 1, 86_400),
            settings.integer("egress.settledSeconds", standard.settledSeconds(), 1, 86_400),
            settings.integer("egress.truncatedSeconds", standard.truncatedSeconds(), 1, 604_800));
  }

  private ConsentConfig consent() {
    Direction direction =
        choice("consent.direction", Direction.BOTH, Direction.values(), Direction::json);
    return new ConsentConfig(
        "contact",
        "contactid",
        "profile",
        "externalId",
        Arrays.stream(Channel.values())
            .flatMap(channel -> row(channel, direction).stream())
            .toList(),
        choice("consent.policy", Policy.OPT_OUT_WINS, Policy.values(), Policy::json),
        choice(
            "consent.source",
            ConsentConfig.Source.REST,
            ConsentConfig.Source.values(),
            ConsentConfig.Source::json),
        lookupFilter(),
        lookupParameter(),
        settings.text("consent.modifiedFilter").orElse("byLastModified"),
        settings.text("consent.modifiedParameter").orElse("from_parameter"),
        files("consent.filePollSeconds"),
        settings.text("consent.files").orElse("optouts*.csv"),
        settings.integer("consent.pageSize", 1_000, 1, 5_000),
        settings.integer("consent.pollSeconds", 5, 1, 3_600),
        settings.integer("consent.overlapSeconds", 30, 0, 3_600),
        settings.integer("consent.skewSeconds", 5, 0, 3_600));
  }

  /** A channel that has a column in Dynamics. */
  private Optional<ConsentConfig.Row> row(Channel channel, Direction otherwise) {
    String prefix = "consent." + channel.json();
    return settings
        .text(prefix + ".dynamics")
        .or(() -> StandardConsent.attribute(channel))
        .map(
            attribute ->
                new ConsentConfig.Row(
                    channel,
                    attribute,
                    settings.text(prefix + ".campaign").orElse(StandardConsent.field(channel)),
                    choice(prefix + ".direction", otherwise, Direction.values(), Direction::json)));
  }

  private String lookupFilter() {
    return settings.text("ingress.lookupFilter").orElse("byExternalId");
  }

  private String lookupParameter() {
    return settings.text("ingress.lookupParameter").orElse("externalId_parameter");
  }

  private <T> T choice(String setting, T otherwise, T[] values, Function<T, String> name) {
    Optional<String> text = settings.text(setting);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    "%s must be one of %s, not \"%s\"."
                        .formatted(
                            Settings.variable(setting),
                            String.join(", ", Arrays.stream(values).map(name).toList()),
                            text.get())));
  }
}
