package io.tidegate.configuration;

import io.vertx.core.Future;
import java.util.Map;

/** The whole configuration as one YAML file. Safe to call from any thread. */
public interface ConfigurationFile {

  /** What is saved, canonically written. Secrets are not in it. */
  Future<String> export();

  /**
   * What {@link #apply} would say and change.
   *
   * @return fails with {@link InvalidConfigurationException} when it is no such file
   */
  Future<Map<Document, Checked>> check(String yaml);

  /**
   * Saves all documents that the file has, or none.
   *
   * @return fails with {@link InvalidConfigurationException}, whose pointers are into the file
   */
  Future<Map<Document, Configurations.Outcome>> apply(String yaml, Authorship by);

  /** The JSON Schema of the file. */
  String schema();
}
