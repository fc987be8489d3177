package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final JsonObject FILE =
      new JsonObject()
          .put("dynamics", new JsonObject().put("clientId", "from-file").put("url", "https://file"))
          .put("http", new JsonObject().put("port", 9000));

  @Test
  void an_environment_variable_overrides_the_file() {
    Settings settings = new Settings(FILE, Map.of("TIDEGATE_DYNAMICS_CLIENT_ID", "from-env"));
    assertThat(settings.text("dynamics.clientId")).contains("from-env");
    assertThat(settings.text("dynamics.url")).contains("https://file");
  }

  @Test
  void an_empty_environment_variable_counts_as_none() {
    Settings settings = new Settings(FILE, Map.of("TIDEGATE_HTTP_PORT", " "));
    assertThat(settings.integer("http.port", 8080, 0, 65_535)).isEqualTo(9000);
  }

  @Test
  void a_missing_setting_is_named_both_ways() {
    Settings settings = new Settings(new JsonObject(), Map.of());
    assertThatThrownBy(() -> settings.require("dynamics.clientSecret", "The client secret"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("dynamics.clientSecret")
        .hasMessageContaining("TIDEGATE_DYNAMICS_CLIENT_SECRET");
  }

  @Test
  void a_number_out_of_its_range_is_refused_with_the_range() {
    Settings settings = new Settings(new JsonObject(), Map.of("TIDEGATE_HTTP_PORT", "70000"));
    assertThatThrownBy(() -> settings.integer("http.port", 8080, 0, 65_535))
        .hasMessage("TIDEGATE_HTTP_PORT must be a number from 0 to 65535, not \"70000\".");
  }

  @Test
  void a_flag_that_is_neither_true_nor_false_is_refused() {
    Settings settings = new Settings(new JsonObject(), Map.of("TIDEGATE_INGRESS_DELETIONS", "yes"));
    assertThatThrownBy(() -> settings.flag("ingress.deletions", false))
        .hasMessageContaining("must be true or false");
  }
}
