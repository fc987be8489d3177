package io.tidegate;

import io.tidegate.mapping.Mappings;
import io.tidegate.workflow.consent.Channel;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.Direction;
import io.tidegate.workflow.consent.Policy;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EventType;
import io.tidegate.workflow.egress.LogFormat;
import io.tidegate.workflow.export.ExportOptions;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The workflows' configurations, made from the service's settings. */
record WorkflowConfigs(Settings settings) {
  private static final int THREE_DAYS = 72 * 3_600;

  /** Columns that every environment has; the others must be named. */
  private static final Map<Channel, String> ATTRIBUTES =
      new EnumMap<>(
          Map.of(
              Channel.EMAIL, "donotbulkemail",
              Channel.PHONE, "donotphone",
              Channel.POSTAL, "donotbulkpostalmail",
              Channel.FAX, "donotfax"));

  private static final Map<Channel, String> FIELDS =
      new EnumMap<>(
          Map.of(
              Channel.EMAIL, "blackListEmail",
              Channel.SMS, "blackListMobile",
              Channel.PHONE, "blackListPhone",
              Channel.POSTAL, "blackListPostalMail",
              Channel.PUSH, "blackListPushnotification",
              Channel.FAX, "blackListFax",
              Channel.CCPA, "ccpaOptOut",
              Channel.ALL, "blackList"));

  IngressConfig ingress() {
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
                consent().toCampaign().stream()
                    .map(row -> new IngressConfig.InitialConsent(row.attribute(), row.field()))
                    .toList())));
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

  EgressConfig egress() {
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

  ConsentConfig consent() {
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
        .or(() -> Optional.ofNullable(ATTRIBUTES.get(channel)))
        .map(
            attribute ->
                new ConsentConfig.Row(
                    channel,
                    attribute,
                    settings.text(prefix + ".campaign").orElse(FIELDS.get(channel)),
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
