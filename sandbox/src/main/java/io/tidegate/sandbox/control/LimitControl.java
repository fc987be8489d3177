package io.tidegate.sandbox.control;

import io.tidegate.sandbox.campaign.Gateway;
import io.tidegate.sandbox.dynamics.ServiceProtection;
import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;

/** Reads and shows the vendors' limits. */
final class LimitControl {
  private static final int MOST = Integer.MAX_VALUE;
  private static final int A_DAY = 86_400;

  private final ServiceProtection protection;
  private final Gateway gateway;

  LimitControl(ServiceProtection protection, Gateway gateway) {
    this.protection = protection;
    this.gateway = gateway;
  }

  JsonObject show() {
    Limits limits = protection.limits();
    OptionalInt rate = gateway.requestsPerSecond();
    return new JsonObject()
        .put(
            "dynamics",
            new JsonObject()
                .put("enabled", limits.enabled())
                .put("requests", limits.requests())
                .put("windowSeconds", limits.windowSeconds())
                .put("executionSeconds", limits.executionSeconds())
                .put("concurrent", limits.concurrent()))
        .put(
            "campaign",
            new JsonObject().put("requestsPerSecond", rate.isPresent() ? rate.getAsInt() : null));
  }

  /** Sets what is given and leaves the rest. */
  void change(Buffer body) {
    Input input = Input.of(body, "dynamics", "campaign");
    var dynamics =
        input
            .object(
                "dynamics",
                "enabled",
                "requests",
                "windowSeconds",
                "executionSeconds",
                "concurrent")
            .map(this::dynamics);
    input.object("campaign", "requestsPerSecond").ifPresent(this::campaign);
    dynamics.ifPresent(protection::limits);
  }

  private Limits dynamics(Input input) {
    Limits now = protection.limits();
    return new Limits(
        input.flag("enabled").orElse(now.enabled()),
        input.whole("requests", 1, MOST).orElse(now.requests()),
        input.whole("windowSeconds", 1, A_DAY).orElse(now.windowSeconds()),
        input.whole("executionSeconds", 1, MOST).orElse(now.executionSeconds()),
        input.whole("concurrent", 1, MOST).orElse(now.concurrent()));
  }

  private void campaign(Input input) {
    if (input.has("requestsPerSecond")) {
      gateway.requestsPerSecond(
          input
              .whole("requestsPerSecond", 1, MOST)
              .map(OptionalInt::of)
              .orElseGet(OptionalInt::empty));
    }
  }
}
