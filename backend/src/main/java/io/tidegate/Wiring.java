package io.tidegate;

import io.tidegate.http.HttpOptions;
import io.tidegate.queue.QueueOptions;
import io.tidegate.store.DatabaseOptions;
import io.tidegate.workflow.reconciliation.ReconciliationSchedule;
import io.tidegate.workflow.trace.TraceKeeper;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the service's parts from its settings. Here and in {@link SeededDocuments} stand the names
 * of all settings.
 */
record Wiring(Settings settings) {

  DatabaseOptions database() {
    return new DatabaseOptions(
        settings.require("database.url", "The address of the PostgreSQL database"),
        settings.require("database.user", "The user for PostgreSQL"),
        settings.text("database.password").orElse(""));
  }

  Optional<String> secretsKey() {
    return settings.text("secrets.key");
  }

  /** Beside an embedded database, else where the service is started. */
  Path secretsKeyFile() {
    return Path.of(
        settings
            .text("secrets.keyFile")
            .or(() -> settings.text("database.embedded").map(folder -> folder + "/secrets.key"))
            .orElse("tidegate-secrets.key"));
  }

  QueueOptions queue() {
    return QueueOptions.defaults()
        .withSegmentAge(
            Duration.ofSeconds(settings.integer("queue.segmentSeconds", 3_600, 1, 86_400)));
  }

  /** Zero for ever. */
  Duration deadLettersKept() {
    return Duration.ofDays(settings.integer("deadLetters.retentionDays", 0, 0, 36_500));
  }

  ReconciliationSchedule.Plan reconciliations() {
    return new ReconciliationSchedule.Plan(
        settings
            .parsed("reconciliation.at", LocalTime::parse, "a time of day in UTC like 03:00")
            .orElse(null),
        settings
            .parsed("reconciliation.days", Wiring::days, "days of the week like MONDAY,THURSDAY")
            .orElse(EnumSet.allOf(DayOfWeek.class)),
        Duration.ofDays(settings.integer("reconciliation.retentionDays", 90, 0, 36_500)));
  }

  private static Set<DayOfWeek> days(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(day -> DayOfWeek.valueOf(day.strip().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  TraceKeeper.Retention trace() {
    return new TraceKeeper.Retention(
        settings.integer("trace.retentionDays", 30, 1, 3_650),
        settings.integer("trace.maxRows", 20_000_000, 10_000, 1_000_000_000));
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
