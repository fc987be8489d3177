package io.tidegate.workflow;

import java.util.Map;

/**
 * What a run is pinned to.
 *
 * @param config the effective configuration: canonical JSON, compared as text
 * @param versions the versions of the documents it was made of, by their names
 */
public record Pinned(String config, Map<String, Long> versions) {
  public Pinned {
    versions = Map.copyOf(versions);
  }
}
