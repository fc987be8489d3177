package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionsTest {

  @Test
  void the_password_is_not_printed() {
    assertThat(new DatabaseOptions("postgresql://db:5432/tidegate", "tide", "s3cret", 4))
        .hasToString("DatabaseOptions[uri=postgresql://db:5432/tidegate, user=tide, poolSize=4]");
  }

  @Test
  void both_drivers_get_the_same_address() {
    DatabaseOptions options =
        new DatabaseOptions("postgresql://db:6000/tidegate?sslmode=require", "tide", "s3cret");
    assertThat(options.jdbcUrl()).isEqualTo("jdbc:postgresql://db:6000/tidegate?sslmode=require");
    assertThat(options.connectOptions().getHost()).isEqualTo("db");
    assertThat(options.connectOptions().getPort()).isEqualTo(6000);
    assertThat(options.connectOptions().getDatabase()).isEqualTo("tidegate");
    assertThat(options.connectOptions().getSslMode()).isEqualTo(SslMode.REQUIRE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/tidegate",
        "mysql://db/tidegate",
        "db:5432",
        "postgresql://tide:s3cret@db/tidegate",
        "postgresql:// /x"
      })
  void an_address_that_does_not_fit_is_refused_without_repeating_it(String uri) {
    assertThatThrownBy(() -> new DatabaseOptions(uri, "tide", "s3cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }
}
