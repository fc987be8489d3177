package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion.Unlisted;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Mapping.Picklists;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schemas that change while ingress runs: the flow is held, and nothing is lost. */
class SchemaDriftIT {
  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  private static JsonObject dynamics() {
    return new JsonObject().put("api", "dynamics").put("entity", "account");
  }

  private static JsonObject campaign() {
    return new JsonObject().put("api", "campaign").put("resource", "cusAccount");
  }

  private void awaitWritten(int accounts) {
    ingress.until(
        accounts + " accounts are written",
        () -> ingress.isIdle() && ingress.records("cusAccount").size() == accounts);
  }

  private void awaitHeld(String attribute) {
    ingress.until("the flow is held", () -> ingress.isHeld("account"));
    assertThat(ingress.flow("account").condition().message()).contains(attribute);
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
  }

  private void awaitGoesOn(int accounts) {
    ingress.until("the flow goes on", () -> !ingress.isHeld("account"));
    awaitWritten(accounts);
    assertThat(ingress.deadLetters()).isEmpty();
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
  }

  private void runUntilHeld(IngressConfig.Flow flow, JsonObject drift, String attribute)
      throws TimeoutException {
    ingress.linked(50, 0, 0);
    ingress.start(flow);
    awaitWritten(50);
    ingress.schema(drift);
    ingress.linked(10, 0, 0);
    awaitHeld(attribute);
  }

  /** What came while it was held is written, too. */
  private void mend(JsonObject mending) throws TimeoutException {
    ingress.schema(mending);
    awaitGoesOn(60);
  }

  @Test
  void a_field_dropped_at_campaign_in_the_middle_of_a_load_makes_no_dead_letters()
      throws TimeoutException {
    ingress.linked(3_000, 0, 0);
    ingress.start(RunningIngress.account());
    ingress.until("some are written", () -> ingress.flow("account").written() > 100);
    ingress.schema(campaign().put("dropField", "cusCity"));
    awaitHeld("cusCity");
    assertThat(ingress.flow("account").backlog()).isPositive();
    ingress.schema(
        campaign().put("addField", new JsonObject().put("name", "cusCity").put("maxLength", 160)));
    awaitGoesOn(3_000);
  }

  @Test
  void a_column_dropped_at_dynamics_holds_the_flow_until_it_is_back() throws TimeoutException {
    runUntilHeld(
        RunningIngress.account(),
        dynamics().put("dropAttribute", "address1_city"),
        "address1_city");
    mend(
        dynamics()
            .put(
                "addAttribute",
                new JsonObject()
                    .put("name", "address1_city")
                    .put("type", "string")
                    .put("maxLength", 80)));
  }

  @Test
  void change_tracking_that_is_turned_off_holds_the_flow_until_it_is_on_again()
      throws TimeoutException {
    runUntilHeld(RunningIngress.account(), dynamics().put("changeTracking", false), "racking");
    mend(dynamics().put("changeTracking", true));
  }

  @Test
  void a_flow_that_does_not_fit_at_the_start_is_held_and_the_workflow_runs()
      throws TimeoutException {
    ingress.linked(50, 0, 0);
    ingress.schema(campaign().put("dropField", "cusName"));
    ingress.start(RunningIngress.account());
    awaitHeld("cusName");
    ingress.schema(
        campaign().put("addField", new JsonObject().put("name", "cusName").put("maxLength", 160)));
    awaitGoesOn(50);
  }

  @Test
  void a_text_shortened_at_campaign_holds_the_flow_until_it_is_long_enough()
      throws TimeoutException {
    runUntilHeld(
        RunningIngress.account(), campaign().put("fieldLength", length("cusCity", 3)), "cusCity");
    assertThat(ingress.records("cusAccount")).hasSize(50);
    mend(campaign().put("fieldLength", length("cusCity", 160)));
  }

  @Test
  void a_value_renamed_at_campaign_holds_the_flow_until_it_is_called_as_before()
      throws TimeoutException {
    runUntilHeld(
        industries(Picklists.VALUE, "1", "2"),
        campaign().put("renameValue", renamed("finance", "banking")),
        "cusIndustry");
    mend(campaign().put("renameValue", renamed("banking", "finance")));
  }

  @Test
  void an_option_renamed_at_dynamics_holds_a_flow_that_goes_by_its_label() throws TimeoutException {
    runUntilHeld(
        industries(Picklists.LABEL, "Retail", "Finance"),
        dynamics().put("renameOption", option("Banking")),
        "industrycode");
    mend(dynamics().put("renameOption", option("Finance")));
  }

  private static JsonObject length(String field, int maxLength) {
    return new JsonObject().put("name", field).put("maxLength", maxLength);
  }

  private static JsonObject renamed(String from, String to) {
    return new JsonObject()
        .put("field", "cusIndustry")
        .put("name", from)
        .put("to", to)
        .put("label", to);
  }

  private static JsonObject option(String label) {
    return new JsonObject().put("attribute", "industrycode").put("value", 2).put("label", label);
  }

  private static IngressConfig.Flow industries(Picklists picklists, String retail, String finance) {
    IngressConfig.Flow flow =
        RunningIngress.flow(
            "account",
            "account",
            "accountid",
            "cusAccount",
            List.of(
                RunningIngress.of("name", "cusName"),
                AttributeMapping.of(
                    "industrycode",
                    "cusIndustry",
                    new ValueTable(
                        Map.of(retail, "retail", finance, "finance"), "none", Unlisted.OTHERWISE))),
            List.of());
    return RunningIngress.byPicklists(flow, picklists);
  }
}
