package io.tidegate;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The service's settings: a YAML file, and environment variables that override it. The setting
 * {@code dynamics.clientSecret} of the file is the variable {@code
 * TIDEGATE_DYNAMICS_CLIENT_SECRET}.
 */
public final class Settings {
  private final JsonObject file;
  private final Map<String, String> environment;

  Settings(JsonObject file, Map<String, String> environment) {
    this.file = file;
    this.environment = Map.copyOf(environment);
  }

  /** Reads the file, if one is given. */
  static Future<Settings> load(Vertx vertx, Optional<Path> file, Map<String, String> environment) {
    if (file.isEmpty()) {
      return Future.succeededFuture(new Settings(new JsonObject(), environment));
    }
    ConfigStoreOptions store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat("yaml")
            .setConfig(new JsonObject().put("path", file.get().toAbsolutePath().toString()));
    ConfigRetriever retriever =
        ConfigRetriever.create(vertx, new ConfigRetrieverOptions().addStore(store));
    return retriever
        .getConfig()
        .map(read -> new Settings(read, environment))
        .recover(
            unreadable ->
                Future.failedFuture(
                    new SettingException(
                        "The settings file "
                            + file.get()
                            + " cannot be read: "
                            + unreadable.getMessage())))
        .eventually(retriever::close);
  }

  /** The same settings, some of them set in place of the environment. */
  Settings with(Map<String, String> overrides) {
    var merged = new java.util.HashMap<>(environment);
    overrides.forEach((setting, value) -> merged.put(variable(setting), value));
    return new Settings(file, merged);
  }

  Optional<String> text(String setting) {
    String fromEnvironment = environment.get(variable(setting));
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return Optional.of(fromEnvironment.strip());
    }
    Object value = file;
    for (String step : setting.split("\\.", -1)) {
      value = value instanceof JsonObject item ? item.getValue(step) : null;
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  String require(String setting, String what) {
    return text(setting)
        .orElseThrow(
            () ->
                new SettingException(
                    "%s is missing. Set %s in the settings file, or the environment variable %s."
                        .formatted(what, setting, variable(setting))));
  }

  int integer(String setting, int otherwise, int least, int most) {
    return number(setting, otherwise, Integer::valueOf, least, most);
  }

  double decimal(String setting, double otherwise, double least, double most) {
    return number(setting, otherwise, Double::valueOf, least, most);
  }

  boolean flag(String setting, boolean otherwise) {
    return text(setting)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new SettingException(
                          "%s must be true or false, not \"%s\"."
                              .formatted(variable(setting), text));
                })
        .orElse(otherwise);
  }

  /** Something else that can be read from text. */
  <T> Optional<T> parsed(String setting, Function<String, T> parse, String what) {
    return text(setting)
        .map(
            text -> {
              try {
                return parse.apply(text);
              } catch (DateTimeException | IllegalArgumentException unreadable) {
                throw new SettingException(
                    "%s must be %s, not \"%s\".".formatted(variable(setting), what, text));
              }
            });
  }

  private <N extends Number & Comparable<N>> N number(
      String setting, N otherwise, Function<String, N> parse, N least, N most) {
    Optional<String> text = text(setting);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      N value = parse.apply(text.get());
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, with the range.
    }
    throw new SettingException(
        "%s must be a number from %s to %s, not \"%s\"."
            .formatted(variable(setting), least, most, text.get()));
  }

  /** {@code dynamics.clientSecret} → {@code TIDEGATE_DYNAMICS_CLIENT_SECRET}. */
  static String variable(String setting) {
    return "TIDEGATE_"
        + setting
            .replace('.', '_')
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toUpperCase(Locale.ROOT);
  }
}
