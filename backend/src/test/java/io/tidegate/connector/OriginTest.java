package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private final Origin origin = Origin.of("https://contoso.crm4.dynamics.com/api");

  @ParameterizedTest
  @CsvSource({
    "https://contoso.crm4.dynamics.com/a?b=%3Cc%20d%2F, /a?b=%3Cc%20d%2F",
    "https://contoso.crm4.dynamics.com:443/a, /a",
    "HTTPS://Contoso.CRM4.dynamics.com/A, /A",
    "/api/data?$deltatoken=1!2, /api/data?$deltatoken=1!2"
  })
  void keepsWhatFollowsTheHostUntouched(String link, String target) {
    assertThat(origin.targetOf(link)).contains(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/a",
        "https://contoso.crm4.dynamics.com.evil.example/a",
        "https://contoso.crm4.dynamics.com@evil.example/a",
        "https://contoso.crm4.dynamics.com:8443/a",
        "http://contoso.crm4.dynamics.com/a",
        "https:/contoso.crm4.dynamics.com/a",
        "//evil.example/a",
        "/a HTTP/1.1\r\nHost: evil.example",
        "https://contoso.crm4.dynamics.com",
        "a",
        ""
      })
  void followsNoLinkThatLeadsElsewhereOrNowhere(String link) {
    assertThat(origin.targetOf(link)).isEmpty();
  }

  @Test
  void namesThePortOnlyWhereItIsNotTheUsualOne() {
    assertThat(origin).hasToString("https://contoso.crm4.dynamics.com");
    assertThat(Origin.of("http://127.0.0.1:8090/x")).hasToString("http://127.0.0.1:8090");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contoso.crm4.dynamics.com", "ftp://contoso.example/", "https:///x", "/x"})
  void anOriginIsAnHttpAddress(String url) {
    assertThatThrownBy(() -> Origin.of(url)).isInstanceOf(IllegalArgumentException.class);
  }
}
