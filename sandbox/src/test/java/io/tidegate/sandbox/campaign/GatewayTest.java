package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.CampaignInstance.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final String ALL = "openid,AdobeID,campaign_sdk";

  private final CampaignInstance campaign = new CampaignInstance();

  @AfterEach
  void close() {
    campaign.close();
  }

  @Test
  void a_token_is_good_for_about_a_day() {
    JsonObject token = campaign.token("campaign-client", "campaign-secret", ALL).bodyAsJsonObject();
    assertThat(token.getString("token_type")).isEqualTo("bearer");
    assertThat(token.getInteger("expires_in")).isEqualTo(86399);

    campaign.later(Duration.ofSeconds(86398));
    assertThat(campaign.get(PROFILES).statusCode()).isEqualTo(200);

    campaign.later(Duration.ofSeconds(1));
    refused(campaign.get(PROFILES), 401, "401013");
    campaign.signIn(ALL);
    assertThat(campaign.get(PROFILES).statusCode()).isEqualTo(200);
  }

  @Test
  void wrong_credentials_get_no_token() {
    assertThat(campaign.token("nobody", "campaign-secret", ALL).statusCode()).isEqualTo(401);
    HttpResponse<Buffer> wrongSecret = campaign.token("campaign-client", "guess", ALL);
    assertThat(wrongSecret.statusCode()).isEqualTo(401);
    assertThat(wrongSecret.bodyAsJsonObject().getString("error")).isEqualTo("invalid_client");
    HttpResponse<Buffer> wrongScope =
        campaign.token("campaign-client", "campaign-secret", "everything");
    assertThat(wrongScope.statusCode()).isEqualTo(400);
    assertThat(wrongScope.bodyAsJsonObject().getString("error")).isEqualTo("invalid_scope");
  }

  @Test
  void token_api_key_scope_and_organisation_are_looked_at() {
    refused(
        campaign.request(HttpMethod.GET, PROFILES).putHeader("Authorization", "").send().await(),
        401,
        "401010");
    refused(
        campaign
            .request(HttpMethod.GET, PROFILES)
            .putHeader("Authorization", "Bearer stolen")
            .send()
            .await(),
        401,
        "401013");
    refused(
        campaign.request(HttpMethod.GET, PROFILES).putHeader("X-Api-Key", "x").send().await(),
        403,
        "403003");
    HttpResponse<Buffer> elsewhere = campaign.get(PROFILES.replace("contoso", "fabrikam"));
    assertThat(elsewhere.statusCode()).isEqualTo(500);
    assertThat(elsewhere.bodyAsJsonObject().getString("message")).startsWith("Oops.");

    campaign.signIn("openid,AdobeID");
    refused(campaign.get(PROFILES), 403, "403023");
  }

  @Test
  void an_address_that_is_none_of_campaigns_is_refused_by_the_gateway() {
    for (String path : List.of("/campaign", "/campaign/", "/campaign/a/b/c")) {
      assertThat(campaign.get(path).bodyAsJsonObject().getInteger("code")).isEqualTo(500);
    }
    assertThat(campaign.get(PROFILES + "/%zz").statusCode()).isEqualTo(400);
  }

  @Test
  void a_rate_is_enforced_only_when_one_was_set() {
    campaign.api().gateway().requestsPerSecond(OptionalInt.of(2));

    assertThat(campaign.get(PROFILES).statusCode()).isEqualTo(200);
    assertThat(campaign.get(PROFILES).statusCode()).isEqualTo(200);
    HttpResponse<Buffer> third = campaign.get(PROFILES);
    refused(third, 429, "429050");
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");

    campaign.later(Duration.ofSeconds(1));
    assertThat(campaign.get(PROFILES).statusCode()).isEqualTo(200);
  }

  private static void refused(HttpResponse<Buffer> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getString("error_code")).isEqualTo(code);
  }
}
