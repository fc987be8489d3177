package io.tidegate.workflow;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** A workflow's configuration that nobody edits, without connections. */
public record FixedConfig(String config) implements SavedConfig {

  @Override
  public Pinned newest() {
    return new Pinned(
        new EffectiveConfig(new JsonObject(), new JsonObject(config)).text(), Map.of());
  }

  @Override
  public Optional<NotConfiguredException> missing() {
    return Optional.empty();
  }

  @Override
  public Pinned readable(Pinned stored) {
    return stored;
  }
}
