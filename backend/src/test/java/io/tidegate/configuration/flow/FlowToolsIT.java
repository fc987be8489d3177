package io.tidegate.configuration.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.MappingTools.Suggestion;
import io.tidegate.configuration.MappingTools.Tried;
import io.tidegate.configuration.MappingTools.TriedField;
import io.tidegate.configuration.Saved;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.HttpOptions;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mappings;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.ConsentRules;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EgressRules;
import io.tidegate.workflow.egress.EventType;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.tidegate.workflow.ingress.IngressRules;
import io.tidegate.workflow.ingress.SchemaFit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts and trials of flows against the stand-ins for both systems. */
class FlowToolsIT {
  private Vertx vertx;
  private ControlledSandbox sandbox;
  private Dynamics dynamics;
  private Campaign campaign;
  private DynamicsClient source;
  private CampaignClient target;
  private final List<Flow> saved = new ArrayList<>();
  private FlowTools tools;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    sandbox = new ControlledSandbox(vertx);
    dynamics = sandbox.dynamics("dynamics-secret");
    campaign =
        sandbox.campaign(
            "campaign-secret",
            new HttpOptions(Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 20));
    source = dynamics.client();
    target = campaign.client();
    tools = new FlowTools(this::flows, new LiveSystems());
  }

  @AfterEach
  void stop() throws Exception {
    dynamics.close().await(10, SECONDS);
    campaign.close().await(10, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  private Map<Document, Saved> flows() {
    JsonObject content = new JsonObject(new IngressConfig(saved).toJson());
    return Map.of(
        Document.INGRESS, new Saved(Document.INGRESS, 1, null, "somebody", null, content));
  }

  private final class LiveSystems implements FlowTools.Systems {
    @Override
    public Future<EntityDefinition> entity(String logicalName) {
      return source.entity(logicalName);
    }

    @Override
    public Future<ResourceType> resource(String name) {
      return target.resourceType(name);
    }

    @Override
    public <T> Future<T> read(Function<DynamicsClient, Future<T>> reading) {
      return reading.apply(source);
    }
  }

  private Flow suggested(String entity, String resource) throws Exception {
    Suggestion suggestion = tools.suggest(entity, resource).await(20, SECONDS);
    JsonObject document = new JsonObject().put("flows", new JsonArray().add(suggestion.flow()));
    Flow flow = IngressConfig.fromJson(document.encode()).flows().get(0);
    saved.add(flow);
    assertThat(suggestion.reasons().keySet())
        .containsAll(flow.mapping().attributes().stream().map(AttributeMapping::target).toList());
    return flow;
  }

  private List<Misfit> misfits(Flow flow) throws Exception {
    return SchemaFit.misfits(
        flow,
        id -> saved.stream().filter(other -> other.id().equals(id)).findFirst().orElse(null),
        source.entity(flow.mapping().entity()).await(20, SECONDS),
        target.resourceType(flow.mapping().resource()).await(20, SECONDS));
  }

  @Test
  void what_is_suggested_for_three_tables_one_below_the_other_can_be_saved_as_it_is()
      throws Exception {
    Flow account = suggested("account", "cusAccount");
    Flow subscription = suggested("new_subscription", "cusSubscription");
    Flow line = suggested("new_invoiceline", "cusInvoiceLine");
    assertThat(saved)
        .extracting(Flow::id)
        .containsExactly("account", "subscription", "invoiceline");
    assertThat(IngressRules.misfits(new IngressConfig(saved))).isEmpty();
    for (Flow flow : saved) {
      assertThat(misfits(flow)).as(flow.id()).isEmpty();
    }
    assertThat(account.mapping().targetKey()).isEqualTo("cusExternalId");
    assertThat(account.lookupFilter()).isEqualTo("byExternalId");
    assertThat(account.lookupParameter()).isEqualTo("externalId_parameter");
    assertThat(account.mapping().attributes())
        .extracting(AttributeMapping::target)
        .contains("cusName", "cusNumber", "cusPhone", "cusEmail", "cusEmployees", "cusIndustry");
    assertThat(subscription.mapping().links())
        .containsExactly(new Link("cusAccount", "new_accountid", "account"));
    assertThat(subscription.mapping().attributes())
        .extracting(AttributeMapping::target)
        .contains("cusPlan", "cusRenewsOn", "cusStartDate", "cusAutoRenew", "cusAmount");
    assertThat(line.mapping().links())
        .containsExactly(new Link("cusSubscription", "new_subscriptionid", "subscription"));
  }

  @Test
  void for_contacts_and_profiles_the_known_mapping_comes_first_and_no_consent_is_suggested()
      throws Exception {
    Flow contact = suggested("contact", "profile");
    assertThat(contact.id()).isEqualTo("contact");
    assertThat(contact.mapping().attributes())
        .startsWith(Mappings.contactToProfile().attributes().toArray(AttributeMapping[]::new));
    assertThat(contact.mapping().fields()).noneMatch(field -> field.startsWith("blackList"));
    assertThat(contact.mapping().targetKey()).isEqualTo("externalId");
    assertThat(misfits(contact)).isEmpty();
    assertThat(suggested("contact", "profile").id()).isEqualTo("contact-2");
  }

  @Test
  void what_comes_with_tidegate_fits_both_systems_as_they_are_delivered() throws Exception {
    Flow contact =
        Flow.standard(
            "contact",
            Mappings.contactToProfile(),
            "byExternalId",
            "externalId_parameter",
            DeletionPolicy.OFF);
    assertThat(misfits(contact)).isEmpty();
    EgressConfig egress = EgressConfig.standard(EnumSet.allOf(EventType.class));
    assertThat(EgressRules.misfits(egress)).isEmpty();
    for (EgressConfig.Flow flow : egress.flows()) {
      EntityDefinition table = source.entity(flow.activity().table()).await(20, SECONDS);
      assertThat(EgressRules.misfits(flow, table)).as(flow.id()).isEmpty();
      ResourceType log = target.resourceType(flow.resource()).await(20, SECONDS);
      assertThat(EgressRules.misfits(egress, flow, log)).as(flow.id()).isEmpty();
    }
    ConsentConfig consent =
        ConsentConfig.fromJson(
            """
            {"entity":"contact","key":"contactid","resource":"profile","targetKey":"externalId",
             "rows":[{"channel":"email","attribute":"donotbulkemail","field":"blackListEmail",
               "direction":"both"}],
             "policy":"optOutWins","source":"rest","lookupFilter":"byExternalId",
             "lookupParameter":"externalId_parameter","modifiedFilter":"byLastModified",
             "modifiedParameter":"from_parameter",
             "export":{"directory":"/x","archive":"","pollSeconds":1,"settledSeconds":1,
               "truncatedSeconds":1,"pageBytes":65536,"delimiter":",","charset":"UTF-8"},
             "exportGlob":"*.csv","pageSize":100,"pollSeconds":1,"overlapSeconds":1,"skewSeconds":1}
            """);
    assertThat(ConsentRules.misfits(consent)).isEmpty();
    assertThat(
            ConsentRules.misfits(
                consent,
                source.entity("contact").await(20, SECONDS),
                target.resourceType("profile").await(20, SECONDS)))
        .isEmpty();
  }

  private JsonObject flow(String id) throws Exception {
    return tools.suggest("contact", "profile").await(20, SECONDS).flow().put("id", id);
  }

  private static JsonObject attribute(JsonObject flow, int index) {
    return flow.getJsonObject("mapping").getJsonArray("attributes").getJsonObject(index);
  }

  @Test
  void a_trial_shows_each_field_before_and_after_and_writes_nothing() throws Exception {
    sandbox.people(20, 42);
    JsonObject flow = flow("contact");
    List<Tried> tried = tools.tryFlow(flow, 3, List.of()).await(20, SECONDS);
    assertThat(tried).hasSize(3);
    Tried first = tried.get(0);
    assertThat(first.problem()).isEmpty();
    assertThat(first.filteredOut()).isFalse();
    assertThat(first.fields())
        .contains(
            new TriedField("externalId", "contactid", first.key(), first.key(), Optional.empty()));
    assertThat(first.fields())
        .filteredOn(field -> field.target().equals("lastName"))
        .singleElement()
        .satisfies(
            name -> {
              assertThat(name.source()).isEqualTo("lastname");
              assertThat(name.before()).isNotNull().isEqualTo(name.after());
            });
    String nobody = "00000000-0000-4000-8000-000000000000";
    List<Tried> byId =
        tools.tryFlow(flow, 1, List.of(first.key(), nobody, "x')")).await(20, SECONDS);
    assertThat(byId).extracting(Tried::key).containsExactly(first.key(), nobody, "x')");
    assertThat(byId.get(0)).isEqualTo(first);
    assertThat(byId.get(1).problem()).isPresent();
    assertThat(byId.get(2).problem()).isPresent();
    assertThat(target.page("profile", Optional.empty(), 10).await(10, SECONDS).content()).isEmpty();
  }

  @Test
  void a_trial_tells_what_the_filter_leaves_out_and_what_cannot_be_mapped() throws Exception {
    sandbox.people(5, 42);
    JsonObject flow = flow("contact");
    flow.getJsonObject("mapping")
        .put(
            "filter",
            new JsonObject()
                .put("attribute", "lastname")
                .put("operator", "eq")
                .put("value", "nobody is called so"));
    attribute(flow, 0).put("conversion", new JsonObject().put("type", "text").put("maxLength", 1));
    attribute(flow, 5)
        .put(
            "conversion",
            new JsonObject()
                .put("type", "valueTable")
                .put("values", new JsonObject().put("1", "masculine")));
    Tried tried = tools.tryFlow(flow, 1, List.of()).await(20, SECONDS).get(0);
    assertThat(tried.filteredOut()).isTrue();
    assertThat(tried.problem()).get().asString().contains("where the target takes 1");
    assertThat(tried.fields())
        .filteredOn(field -> field.target().equals("gender"))
        .singleElement()
        .satisfies(
            gender -> assertThat(gender.problem()).get().asString().contains("no value masculine"));
  }

  @Test
  void a_flow_that_is_not_right_is_refused_at_the_place() throws Exception {
    JsonObject twice = flow("contact");
    attribute(twice, 1).put("target", "firstName");
    assertThatThrownBy(() -> tools.tryFlow(twice, 1, List.of()).await(20, SECONDS))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            wrong ->
                assertThat(wrong.misfits())
                    .extracting(Misfit::pointer)
                    .containsExactly("/mapping/attributes/1/target"));
    JsonObject gone = flow("contact");
    attribute(gone, 0).put("source", "fristname");
    assertThatThrownBy(() -> tools.tryFlow(gone, 1, List.of()).await(20, SECONDS))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            wrong ->
                assertThat(wrong.misfits())
                    .extracting(Misfit::pointer)
                    .containsExactly("/mapping/attributes/0/source"));
    JsonObject formless = flow("contact").put("pageSize", "many");
    assertThatThrownBy(() -> tools.tryFlow(formless, 1, List.of()).await(20, SECONDS))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            wrong ->
                assertThat(wrong.misfits())
                    .extracting(Misfit::pointer)
                    .containsExactly("/pageSize"));
  }
}
