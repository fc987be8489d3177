package io.tidegate.dynamics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.connector.GateOptions;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.ScopeClosedException;
import io.tidegate.connector.Stub;
import io.tidegate.connector.UnusableException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicsClientIT {

  private static final List<String> SELECT = List.of("firstname", "lastname");

  private Vertx vertx;
  private Stub stub;
  private Dynamics dynamics;
  private DynamicsClient client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    stub = new Stub(vertx);
    dynamics = new Dynamics(vertx, connection(stub.url()), new GateOptions(8, 4, 0));
    client = dynamics.client();
  }

  @AfterEach
  void stop() throws Exception {
    dynamics.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  @Test
  void sendsTheHeadersThatDynamicsWantsWithEveryRequest() throws Exception {
    stub.answer(200, "{\"UserId\":\"u\",\"BusinessUnitId\":\"b\",\"OrganizationId\":\"o\"}");
    assertThat(client.whoAmI().await(10, SECONDS)).isEqualTo(new WhoAmI("u", "b", "o"));
    Stub.Seen seen = stub.seen().get(0);
    assertThat(seen.target()).isEqualTo("/api/data/v9.2/WhoAmI");
    assertThat(seen.headers().get("Accept")).isEqualTo("application/json");
    assertThat(seen.headers().get("OData-Version")).isEqualTo("4.0");
    assertThat(seen.headers().get("OData-MaxVersion")).isEqualTo("4.0");
    assertThat(seen.headers().get("If-None-Match")).isEqualTo("null");
  }

  @Test
  void asksForATokenForThisEnvironment() throws Exception {
    stub.answer(200, "{}");
    client.whoAmI().await(10, SECONDS);
    assertThat(stub.tokensAsked().get(0).body()).endsWith("%2F.default").contains("127.0.0.1");
  }

  private static String metadata(String uri) {
    if (uri.contains("StringAttributeMetadata")) {
      return "{'value':[{'LogicalName':'firstname','MaxLength':50}]}";
    }
    if (uri.contains("MemoAttributeMetadata")) {
      return "{'value':[{'LogicalName':'description','MaxLength':2000}]}";
    }
    if (uri.contains("LookupAttributeMetadata")) {
      return "{'value':[{'LogicalName':'parentcustomerid','Targets':['account','contact']}]}";
    }
    if (uri.contains("DateTimeAttributeMetadata")) {
      return "{'value':[{'LogicalName':'birthdate','Format':'DateOnly',"
          + "'DateTimeBehavior':{'Value':'DateOnly'}}]}";
    }
    if (uri.contains(".PicklistAttributeMetadata")) {
      return "{'value':[{'LogicalName':'gendercode','OptionSet':null,'GlobalOptionSet':"
          + "{'Options':[{'Value':1,'Label':{'UserLocalizedLabel':{'Label':'Male'}}},"
          + "{'Value':2,'Label':{'UserLocalizedLabel':null}}]}}]}";
    }
    if (uri.contains("BooleanAttributeMetadata")) {
      return "{'value':[{'LogicalName':'donotemail','OptionSet':"
          + "{'FalseOption':{'Value':0,'Label':{'UserLocalizedLabel':{'Label':'Allow'}}},"
          + "'TrueOption':{'Value':1,'Label':{'UserLocalizedLabel':{'Label':'Do Not Allow'}}}}}]}";
    }
    if (uri.contains("AttributeMetadata")) {
      return null;
    }
    if (uri.contains("/Keys")) {
      return "{'value':[{'LogicalName':'number','KeyAttributes':['new_number']}]}";
    }
    if (uri.contains("/Attributes")) {
      return "{'value':[{'LogicalName':'firstname','AttributeType':'String',"
          + "'RequiredLevel':{'Value':'ApplicationRequired'},"
          + "'DisplayName':{'UserLocalizedLabel':{'Label':'First Name'}}},"
          + "{'LogicalName':'description','AttributeType':'Memo'},"
          + "{'LogicalName':'birthdate','AttributeType':'DateTime'},"
          + "{'LogicalName':'gendercode','AttributeType':'Picklist'},"
          + "{'LogicalName':'gendercodename','AttributeType':'Virtual'},"
          + "{'LogicalName':'interests','AttributeType':'Virtual',"
          + "'AttributeTypeName':{'Value':'MultiSelectPicklistType'}},"
          + "{'LogicalName':'donotemail','AttributeType':'Boolean'},"
          + "{'LogicalName':'hidden','AttributeType':'String','IsValidForRead':false},"
          + "{'LogicalName':'parentcustomerid','AttributeType':'Customer'}]}";
    }
    return "{'LogicalName':'contact','EntitySetName':'contacts','IsCustomEntity':false,"
        + "'PrimaryIdAttribute':'contactid','PrimaryNameAttribute':'fullname',"
        + "'ChangeTrackingEnabled':true,"
        + "'DisplayName':{'UserLocalizedLabel':{'Label':'Contact'}}}";
  }

  private void tellMetadata() {
    stub.answer(
        request -> {
          String body = metadata(request.uri());
          Stub.respond(
                  body == null ? 400 : 200,
                  body == null
                      ? "{'error':{'code':'','message':'?'}}".replace('\'', '"')
                      : body.replace('\'', '"'))
              .handle(request);
        });
  }

  @Test
  void readsATableWithItsColumnsAndWhatOnlySomeKindsOfThemHave() throws Exception {
    tellMetadata();
    EntityDefinition contact = client.entity("contact").await(10, SECONDS);
    assertThat(contact.label()).isEqualTo("Contact");
    assertThat(contact.entitySetName()).isEqualTo("contacts");
    assertThat(contact.primaryIdAttribute()).isEqualTo("contactid");
    assertThat(contact.primaryNameAttribute()).isEqualTo("fullname");
    assertThat(contact.changeTrackingEnabled()).isTrue();
    assertThat(contact.attributes().keySet())
        .containsExactly(
            "firstname",
            "description",
            "birthdate",
            "gendercode",
            "interests",
            "donotemail",
            "parentcustomerid");
    assertThat(contact.attributes().get("firstname").maxLength()).isEqualTo(OptionalInt.of(50));
    assertThat(contact.attributes().get("firstname").label()).isEqualTo("First Name");
    assertThat(contact.attributes().get("firstname").required()).isTrue();
    assertThat(contact.attributes().get("description").maxLength()).isEqualTo(OptionalInt.of(2000));
    assertThat(contact.attributes().get("birthdate").type()).isEqualTo("DateTime");
    assertThat(contact.attributes().get("birthdate").dateOnly()).isTrue();
    assertThat(contact.attributes().get("birthdate").maxLength()).isEmpty();
    assertThat(contact.attributes().get("interests").type()).isEqualTo("MultiSelectPicklist");
    assertThat(contact.attributes().get("parentcustomerid").targets())
        .containsExactly("account", "contact");
    assertThat(contact.labels())
        .containsOnlyKeys("gendercode")
        .containsEntry("gendercode", Map.of("1", "Male", "2", "2"));
    assertThat(contact.attributes().get("donotemail").options())
        .containsExactly(
            new EntityDefinition.Option(0, "Allow"),
            new EntityDefinition.Option(1, "Do Not Allow"));
    assertThat(contact.types()).containsEntry("parentcustomerid", "Customer");
    assertThat(contact.keys())
        .containsExactly(new EntityDefinition.AlternateKey("number", List.of("new_number")));
  }

  @Test
  void listsTheTablesInOneRequest() throws Exception {
    stub.answer(
        200,
        "{\"value\":[{\"LogicalName\":\"account\",\"EntitySetName\":\"accounts\","
            + "\"PrimaryIdAttribute\":\"accountid\",\"ChangeTrackingEnabled\":null}]}");
    assertThat(client.entities().await(10, SECONDS))
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.label()).isEqualTo("account");
              assertThat(account.changeTrackingEnabled()).isFalse();
              assertThat(account.attributes()).isEmpty();
            });
    assertThat(stub.seen()).hasSize(1);
  }

  @Test
  void aTableThatDoesNotExistNeedsAPerson() {
    stub.answer(404, "{\"error\":{\"code\":\"0x80060888\",\"message\":\"Not found\"}}");
    assertThatThrownBy(() -> client.entity("contatc").await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.cause()).contains("contatc"));
  }

  @Test
  void readsRowsAndDeletedItemsApart() throws Exception {
    stub.answer(
        200,
        """
        {"value":[
          {"@odata.etag":"W/\\"1\\"","contactid":"a","firstname":"Ada","lastname":null},
          {"@odata.context":"https://x/api/data/v9.2/$metadata#contacts/$deletedEntity",
           "id":"b","reason":"deleted"}],
         "@odata.deltaLink":"https://x/contacts?$deltatoken=1"}
        """);
    ChangePage page = client.firstPage("contacts", SELECT, 500).await(10, SECONDS);
    assertThat(page.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.getString("contactid")).isEqualTo("a"));
    assertThat(page.deletedIds()).containsExactly("b");
    assertThat(page.nextLink()).isEmpty();
    assertThat(page.deltaLink()).contains("https://x/contacts?$deltatoken=1");
    assertThat(stub.seen().get(0).target())
        .isEqualTo("/api/data/v9.2/contacts?$select=firstname,lastname");
    assertThat(stub.seen().get(0).headers().get("Prefer"))
        .isEqualTo("odata.track-changes,odata.maxpagesize=500");
  }

  @Test
  void followsALinkAsItIsWithTheSamePageSize() throws Exception {
    String target = "/api/data/v9.2/contacts?$select=x&$skiptoken=%3Ccookie%20n=%22%252b%22/%3E";
    stub.answer(200, "{\"value\":[],\"@odata.deltaLink\":\"d\"}");
    client.page(stub.url() + target, 500).await(10, SECONDS);
    assertThat(stub.seen().get(0).target()).isEqualTo(target);
    assertThat(stub.seen().get(0).headers().get("Prefer")).contains("odata.maxpagesize=500");
  }

  @Test
  void neverSendsTheTokenToAnotherHost() {
    assertThatThrownBy(() -> client.page("http://127.0.0.1:1/contacts", 500).await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.remedy()).contains("TIDEGATE_DYNAMICS_URL"));
    assertThat(stub.tokensAsked()).isEmpty();
    assertThat(stub.seen()).isEmpty();
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {400, 404, 410})
  void aLinkThatIsNotAcceptedAnyMoreMeansToStartOver(int status) {
    stub.answer(status, "{\"error\":{\"code\":\"0x80060888\",\"message\":\"Malformed token\"}}");
    assertThatThrownBy(() -> client.page(stub.url() + "/c?$skiptoken=x", 500).await(10, SECONDS))
        .isInstanceOf(DeltaExpiredException.class);
  }

  @Test
  void aFirstPageThatIsRefusedNeedsAPersonAndSaysWhatTheVendorSaid() {
    stub.answer(
        400,
        "{\"error\":{\"code\":\"0x80060888\",\"message\":\"Could not find a property named"
            + " 'fristname' on type 'Microsoft.Dynamics.CRM.contact'.\"}}");
    assertThatThrownBy(() -> client.firstPage("contacts", SELECT, 500).await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.cause()).contains("fristname"));
  }

  @Test
  void aTableWhoseChangesAreNotTrackedNeedsAPerson() {
    stub.answer(200, "{\"value\":[]}");
    assertThatThrownBy(() -> client.firstPage("contacts", SELECT, 500).await(10, SECONDS))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.remedy()).contains("change tracking"));
  }

  @Test
  void anAnswerWithoutRowsIsNotTakenForAnEmptyTable() {
    stub.answer(200, "{\"@odata.deltaLink\":\"d\"}");
    assertThatThrownBy(() -> client.firstPage("contacts", SELECT, 500).await(10, SECONDS))
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void aClosedClientSendsNothing() throws Exception {
    client.close().await(10, SECONDS);
    assertThat(
            catchThrowableOfType(
                ScopeClosedException.class, () -> client.whoAmI().await(10, SECONDS)))
        .isNotNull();
    stub.answer(200, "{}");
    dynamics.client().whoAmI().await(10, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/dynamics", "/dynamics/", "/api/data/v9.2", "/api/data/v9.2/"})
  void theAddressMayOrMayNotNameTheApi(String path) {
    assertThat(connection("https://contoso.crm4.dynamics.com" + path).apiPath())
        .isEqualTo((path.contains("dynamics") ? "/dynamics" : "") + "/api/data/v9.2");
  }

  @Test
  void theSecretIsInNoTextOfTheConnection() {
    assertThat(connection("https://x.example").toString()).doesNotContain("s3cret");
  }

  private DynamicsConnection connection(String url) {
    return new DynamicsConnection(url, stub.tokenUrl(), "client", "s3cret");
  }
}
