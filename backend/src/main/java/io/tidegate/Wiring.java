package io.tidegate;

import io.tidegate.http.HttpOptions;
import io.tidegate.store.DatabaseOptions;
import io.tidegate.workflow.trace.TraceKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Zero for ever. */
  Duration deadLettersKept() {
    return Duration.ofDays(settings.integer("deadLetters.retentionDays", 0, 0, 36_500));
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
