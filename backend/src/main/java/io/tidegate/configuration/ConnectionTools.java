package io.tidegate.configuration;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the faces may do with connections besides saving them. Safe to call from any thread. */
public interface ConnectionTools {

  /** Every secret there may be, in the order in which they are shown. */
  List<Secret> secrets();

  /**
   * Sets a secret.
   *
   * @param name one of {@link #secrets}
   * @return fails with {@link InvalidConfigurationException}, whose pointers are empty, when the
   *     value cannot be one
   */
  Future<Void> setSecret(String name, String value);

  /** Removes a secret; no effect when it is not set. */
  Future<Void> removeSecret(String name);

  /**
   * Tests a connection step by step. Ends, whatever the systems do.
   *
   * @param connection {@code dynamics}, {@code campaign} or {@code sftp}
   * @param unsaved the connection as it is typed; empty for the saved one
   * @param secrets as they are typed, by their names without the connection's, for instance {@code
   *     clientSecret}; one that is absent is taken as it is saved
   */
  Future<List<Step>> test(
      String connection, Optional<JsonObject> unsaved, Map<String, String> secrets);

  /**
   * Whether a secret is set; never what it is.
   *
   * @param name for instance {@code dynamics.clientSecret}
   * @param changedAt when it was set last; null when it is not
   */
  record Secret(String name, Instant changedAt) {}

  /**
   * What a step of a test found.
   *
   * @param id for instance {@code token}
   * @param message an English sentence
   * @param remedy an English sentence, or null
   */
  record Step(String id, Status status, String message, String remedy) {}

  /** How a step ended. */
  enum Status {
    PASSED,
    FAILED,
    WARNING,
    /** A step before it failed, or it cannot be tested. */
    SKIPPED;

    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
