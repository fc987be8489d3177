package io.tidegate.configuration.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.SourceLookup.Found;
import io.tidegate.configuration.SourceLookup.State;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.connector.ControlledSandbox;
import io.tidegate.connector.HttpOptions;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Mapping;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of Dynamics' stand-in as they are, and what the saved flow makes of them. */
class FlowSourcesIT {
  private Vertx vertx;
  private ControlledSandbox sandbox;
  private Dynamics dynamics;
  private Campaign campaign;
  private DynamicsClient source;
  private CampaignClient target;
  private String person;
  private RuntimeException away;

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
    sandbox.people(3, 42);
    person =
        source
            .firstPage("contacts", List.of("contactid"), 1)
            .await(20, SECONDS)
            .rows()
            .get(0)
            .getString("contactid");
  }

  @AfterEach
  void stop() throws Exception {
    dynamics.close().await(10, SECONDS);
    campaign.close().await(10, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  private final class LiveSystems implements FlowTools.Systems {
    @Override
    public Future<EntityDefinition> entity(String logicalName) {
      return away == null ? source.entity(logicalName) : Future.failedFuture(away);
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

  private Found find(Flow flow, String workflow, String id, String key) throws Exception {
    JsonObject content = new JsonObject(new IngressConfig(List.of(flow)).toJson());
    Saved saved = new Saved(Document.INGRESS, 1, null, "somebody", null, content);
    return new FlowSources(() -> Map.of(Document.INGRESS, saved), new LiveSystems())
        .find(workflow, id, key)
        .await(20, SECONDS);
  }

  private Found find(Flow flow, String key) throws Exception {
    return find(flow, "ingress", "contact", key);
  }

  private static Flow flow(Conversion lastName, Filter filter) {
    return Flow.standard(
        "contact",
        new Mapping(
            "contact",
            "contactid",
            "profile",
            "externalId",
            Mapping.Picklists.VALUE,
            filter,
            List.of(
                AttributeMapping.of("firstname", "firstName", null),
                AttributeMapping.of("lastname", "lastName", lastName)),
            List.of()),
        "byExternalId",
        "externalId_parameter",
        DeletionPolicy.OFF);
  }

  @Test
  void a_record_is_shown_as_it_is_and_as_it_would_be_mapped() throws Exception {
    Found found = find(flow(null, null), person.toUpperCase(Locale.ROOT));

    assertThat(found.state()).isEqualTo(State.FOUND);
    assertThat(found.why()).isNull();
    assertThat(found.record().getString("lastname")).isNotBlank();
    assertThat(found.record().fieldNames()).noneMatch(name -> name.contains("@"));
    assertThat(found.mapped())
        .isEqualTo(
            new JsonObject()
                .put("externalId", person)
                .put("firstName", found.record().getString("firstname"))
                .put("lastName", found.record().getString("lastname")));
  }

  @Test
  void what_cannot_be_mapped_or_is_left_out_is_told() throws Exception {
    Found tooLong = find(flow(new Conversion.Text(1, null), null), person);
    assertThat(tooLong.state()).isEqualTo(State.FOUND);
    assertThat(tooLong.record()).isNotNull();
    assertThat(tooLong.mapped()).isNull();
    assertThat(tooLong.why()).contains("lastname");

    Found leftOut =
        find(
            flow(null, new Filter.Condition("lastname", Filter.Operator.EQ, "nobody is called so")),
            person);
    assertThat(leftOut.state()).isEqualTo(State.FOUND);
    assertThat(leftOut.mapped()).isNull();
    assertThat(leftOut.why()).isEqualTo("The flow's filter leaves this record out.");
  }

  @Test
  void a_record_that_is_gone_or_has_no_such_key_is_gone() throws Exception {
    for (String key : List.of("00000000-0000-4000-8000-000000000000", "x')", "")) {
      Found found = find(flow(null, null), key);

      assertThat(found.state()).as(key).isEqualTo(State.GONE);
      assertThat(found.record()).isNull();
      assertThat(found.why()).isNotBlank();
    }
  }

  @Test
  void what_is_not_looked_up_one_by_one_says_so() throws Exception {
    assertThat(find(flow(null, null), "egress", "email-open", person).state())
        .isEqualTo(State.NOT_SUPPORTED);
    assertThat(find(flow(null, null), "consent", "from-dynamics", person).state())
        .isEqualTo(State.NOT_SUPPORTED);
    Found noFlow = find(flow(null, null), "ingress", "account", person);
    assertThat(noFlow.state()).isEqualTo(State.NOT_SUPPORTED);
    assertThat(noFlow.why()).contains("account", "no longer configured");
  }

  @Test
  void a_system_that_does_not_answer_is_no_fault() throws Exception {
    away = new SystemUnavailableException("Dynamics 365 does not answer.", "Wait.");

    Found found = find(flow(null, null), person);

    assertThat(found.state()).isEqualTo(State.UNAVAILABLE);
    assertThat(found.why()).isEqualTo("Dynamics 365 does not answer.");
  }
}
