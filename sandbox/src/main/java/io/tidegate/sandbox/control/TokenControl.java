package io.tidegate.sandbox.control;

import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.entra.EntraOptions;
import io.tidegate.sandbox.ims.ImsTokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Makes access tokens expire, at once or sooner than the vendors' do. */
final class TokenControl {
  private static final int A_YEAR = 31_536_000;

  private final EntraApi entra;
  private final AccessTokens dynamicsTokens;
  private final ImsTokens campaignTokens;
  private final EntraOptions usual;
  private EntraOptions options;

  /**
   * A control of tokens.
   *
   * @param usual what a reset brings back
   */
  TokenControl(
      EntraApi entra, AccessTokens dynamicsTokens, ImsTokens campaignTokens, EntraOptions usual) {
    this.entra = entra;
    this.dynamicsTokens = dynamicsTokens;
    this.campaignTokens = campaignTokens;
    this.usual = usual;
    this.options = usual;
  }

  Future<Answer> show() {
    return Answer.ok(
        new JsonObject()
            .put("dynamicsLifetimeSeconds", options.tokenLifetime().toSeconds())
            .put("campaignLifetimeSeconds", campaignTokens.lifetime().toSeconds()));
  }

  Future<Answer> change(Buffer body) {
    Input input = Input.of(body, "dynamicsLifetimeSeconds", "campaignLifetimeSeconds");
    Optional<Integer> dynamics = input.whole("dynamicsLifetimeSeconds", 1, A_YEAR);
    Optional<Integer> campaign = input.whole("campaignLifetimeSeconds", 1, A_YEAR);
    dynamics.ifPresent(
        seconds ->
            options(
                new EntraOptions(usual.tenant(), usual.clients(), Duration.ofSeconds(seconds))));
    campaign.ifPresent(seconds -> campaignTokens.lifetime(Duration.ofSeconds(seconds)));
    return show();
  }

  void expireAll() {
    dynamicsTokens.expireAll();
    campaignTokens.expireAll();
  }

  void reset() {
    options(usual);
    campaignTokens.lifetime(ImsTokens.USUAL_LIFETIME);
  }

  private void options(EntraOptions changed) {
    options = changed;
    entra.options(changed);
  }
}
