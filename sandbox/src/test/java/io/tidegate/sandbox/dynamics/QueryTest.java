package io.tidegate.sandbox.dynamics;

import static io.tidegate.sandbox.dynamics.Organization.option;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final UUID ANNA = UUID.fromString("11111111-1111-4111-8111-111111111111");
  @AutoClose private static final Organization organization = new Organization();

  @BeforeAll
  static void startWithFourPeople() {
    DynamicsStore store = organization.store();
    store.upsert(
        "contact",
        ANNA,
        Map.of(
            "firstname", "Anna",
            "lastname", "O'Neill",
            "emailaddress1", "anna@mail.example",
            "birthdate", "1980-02-03",
            "gendercode", 2,
            "donotemail", true));
    organization.contact(
        Map.of("firstname", "Bruno", "lastname", "Però", "birthdate", "1990-05-06"));
    organization.contact(
        Map.of("firstname", "anna", "lastname", "Zöe", "gendercode", 2, "donotemail", false));
    organization.contact(Map.of("lastname", "Nobody"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          firstname eq 'Anna'                                | O'Neill,Zöe
          firstname ne 'Anna'                                | Però,Nobody
          lastname eq 'O''Neill'                             | O'Neill
          'O''Neill' eq lastname                             | O'Neill
          firstname eq null                                  | Nobody
          firstname ne null and gendercode eq null           | Però
          gendercode eq 2 and donotemail eq true             | O'Neill
          not (gendercode eq 2) and lastname ne 'Nobody'     | Però
          birthdate lt 1985-01-01                            | O'Neill
          birthdate ge 1980-02-03 and birthdate le 1990-05-06 | O'Neill,Però
          createdon le 2026-11-24T08:00:00Z and not contains(lastname,'o') | Però,Zöe
          createdon gt 2026-11-24T08:00:00Z                  | ""
          contains(lastname,'ERÒ')                           | Però
          startswith(firstname,'an') or endswith(lastname,'body') | O'Neill,Zöe,Nobody
          endswith(emailaddress1,'@mail.example')            | O'Neill
          contactid eq 11111111-1111-4111-8111-111111111111  | O'Neill
          contactid eq '11111111-1111-4111-8111-111111111111' | O'Neill
          lastname eq 'Però' or firstname eq 'Anna' and gendercode eq 2 | O'Neill,Però,Zöe
          (lastname eq 'Però' or firstname eq 'Anna') and birthdate ne null | O'Neill,Però
          fullname eq 'Bruno Però'                           | Però
          firstname eq lastname                              | ""
          """)
  void aFilterFindsWhatItSays(String filter, String lastNames) {
    Answer answer = organization.get("contacts?$select=lastname&" + option("$filter", filter));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.column("lastname"))
        .containsExactlyElementsOf(lastNames.isEmpty() ? List.of() : List.of(lastNames.split(",")));
  }

  @Test
  void aParameterAliasStandsForItsLiteral() {
    Answer answer =
        organization.get(
            "contacts?$select=lastname&"
                + option("$filter", "lastname eq @p1")
                + "&"
                + option("@p1", "'O''Neill'"));
    assertThat(answer.column("lastname")).containsExactly("O'Neill");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nosuchcolumn eq 1",
        "firstname eq 5",
        "gendercode eq 'two'",
        "firstname",
        "firstname eq 'open",
        "(firstname eq 'a'",
        "unknown(firstname,'a')",
        "birthdate gt 2026-99-99",
        "firstname eq 'a' firstname eq 'b'",
        "contains(gendercode,'a')",
        "firstname eq @nowhere"
      })
  void aFilterThatMakesNoSenseIsRefused(String filter) {
    Answer answer = organization.get("contacts?" + option("$filter", filter));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("0x80060888");
    assertThat(answer.errorMessage()).isNotBlank();
  }

  @Test
  void aRowHasItsETagTheSelectedColumnsAndThePrimaryKey() {
    Answer answer =
        organization.get(
            "contacts?$select=firstname,birthdate,mobilephone,_ownerid_value&"
                + option("$filter", "lastname eq 'O''Neill'"));
    JsonObject row = answer.rows().get(0);
    assertThat(row.fieldNames())
        .containsExactly(
            "@odata.etag", "firstname", "birthdate", "mobilephone", "_ownerid_value", "contactid");
    assertThat(row.getString("@odata.etag")).matches("W/\"\\d+\"");
    assertThat(row.getString("birthdate")).isEqualTo("1980-02-03");
    assertThat(row.getValue("mobilephone")).isNull();
    assertThat(row.getString("contactid")).isEqualTo(ANNA.toString());
    assertThat(answer.json().getString("@odata.context"))
        .endsWith(
            "/api/data/v9.2/$metadata#contacts(firstname,birthdate,mobilephone,_ownerid_value)");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; odata.metadata=minimal");
    assertThat(answer.header("OData-Version")).isEqualTo("4.0");
  }

  @Test
  void withoutSelectionAllColumnsAreThere() {
    JsonObject row = organization.get("contacts(" + ANNA + ")").json();
    assertThat(row.getString("fullname")).isEqualTo("Anna O'Neill");
    assertThat(row.getInteger("statecode")).isZero();
    assertThat(row.getString("createdon")).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(row.getLong("versionnumber")).isPositive();
    assertThat(row.containsKey("address1_line3")).isTrue();
    assertThat(row.getString("@odata.context")).endsWith("#contacts/$entity");
  }

  @Test
  void anOrderPutsMissingValuesFirstAndMayDescend() {
    assertThat(organization.get("contacts?$orderby=birthdate,lastname%20desc").column("lastname"))
        .containsExactly("Zöe", "Nobody", "O'Neill", "Però");
    assertThat(organization.get("contacts?$orderby=lastname%20desc&$top=2").column("lastname"))
        .containsExactly("Zöe", "Però");
  }

  @Test
  void anOrderIsKeptAcrossPages() {
    List<Object> names = new ArrayList<>();
    String url = "contacts?$select=lastname&$orderby=lastname";
    while (url != null) {
      Answer page = organization.get(url, "Prefer", "odata.maxpagesize=1");
      names.addAll(page.column("lastname"));
      url = page.nextLink();
    }
    assertThat(names).containsExactly("Nobody", "O'Neill", "Però", "Zöe");
  }

  @Test
  void aPageTellsWhereTheNextOneIs() {
    List<Object> names = new ArrayList<>();
    Answer page = organization.get("contacts?$select=lastname", "Prefer", "odata.maxpagesize=3");
    assertThat(page.header("Preference-Applied")).isEqualTo("odata.maxpagesize=3");
    assertThat(page.rows()).hasSize(3);
    names.addAll(page.column("lastname"));
    assertThat(page.nextLink()).startsWith(organization.root()).contains("$skiptoken=");
    page = organization.get(page.nextLink(), "Prefer", "odata.maxpagesize=3");
    names.addAll(page.column("lastname"));
    assertThat(page.nextLink()).isNull();
    assertThat(names).containsExactly("O'Neill", "Però", "Zöe", "Nobody");
  }

  @Test
  void aChangedPageSizeIsRefused() {
    String next = organization.get("contacts", "Prefer", "odata.maxpagesize=2").nextLink();
    Answer changed = organization.get(next, "Prefer", "odata.maxpagesize=3");
    assertThat(changed.status()).isEqualTo(400);
    assertThat(changed.errorMessage()).contains("odata.maxpagesize=2");
    assertThat(organization.get(next).status()).isEqualTo(400);
  }

  @Test
  void anAlteredLinkIsRefused() {
    String next =
        organization.get("contacts?$select=lastname", "Prefer", "odata.maxpagesize=2").nextLink();
    Answer altered =
        organization.get(
            next.replace("$select=lastname", "$select=firstname"), "Prefer", "odata.maxpagesize=2");
    assertThat(altered.status()).isEqualTo(400);
  }

  @Test
  void topLimitsTheRowsAndAPageSizeOverridesIt() {
    Answer top = organization.get("contacts?$top=2");
    assertThat(top.rows()).hasSize(2);
    assertThat(top.nextLink()).isNull();
    assertThat(organization.get("contacts?$top=2", "Prefer", "odata.maxpagesize=3").rows())
        .hasSize(3);
    assertThat(organization.get("contacts?$top=zero").status()).isEqualTo(400);
  }

  @Test
  void rowsAreCounted() {
    Answer counted = organization.get("contacts?$count=true&$top=1&$filter=gendercode%20eq%202");
    assertThat(counted.json().getInteger("@odata.count")).isEqualTo(2);
    Answer bare = organization.get("contacts/$count?$filter=gendercode%20eq%202");
    assertThat(bare.body()).isEqualTo("2");
    assertThat(bare.header("Content-Type")).isEqualTo("text/plain");
    Answer annotated =
        organization.get(
            "contacts?$count=true",
            "Prefer",
            "odata.include-annotations=\"Microsoft.Dynamics.CRM.totalrecordcount,"
                + "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded\"");
    assertThat(annotated.json().getInteger("@Microsoft.Dynamics.CRM.totalrecordcount"))
        .isEqualTo(4);
    assertThat(annotated.json().getBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
        .isFalse();
  }

  @Test
  void annotationsAreAddedOnRequest() {
    Answer answer =
        organization.get(
            "contacts?$select=gendercode,donotemail,_ownerid_value&"
                + option("$filter", "lastname eq 'O''Neill'"),
            "Prefer",
            "odata.include-annotations=\"*\"");
    JsonObject row = answer.rows().get(0);
    String formatted = "@OData.Community.Display.V1.FormattedValue";
    assertThat(row.getString("gendercode" + formatted)).isEqualTo("Female");
    assertThat(row.getString("donotemail" + formatted)).isEqualTo("Yes");
    assertThat(row.getString("_ownerid_value" + formatted)).isEqualTo("SYSTEM");
    assertThat(row.getString("_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"))
        .isEqualTo("systemuser");
    assertThat(answer.header("Preference-Applied")).isEqualTo("odata.include-annotations=\"*\"");
  }

  @Test
  void aLookupsRowIsWrittenOutBesideItOnRequest() {
    DynamicsStore store = organization.store();
    UUID send = UUID.randomUUID();
    store.upsert(
        "adobe_emailsend",
        send,
        Map.of("subject", "S", "regardingobjectid", new Reference("contact", ANNA)));
    JsonObject row =
        organization
            .get(
                "adobe_emailsends("
                    + send
                    + ")?$select=subject&$expand=regardingobjectid_contact_adobe_emailsend"
                    + "($select=lastname),regardingobjectid_account_adobe_emailsend")
            .json();
    JsonObject contact = row.getJsonObject("regardingobjectid_contact_adobe_emailsend");
    assertThat(contact.fieldNames()).containsExactly("@odata.etag", "lastname", "contactid");
    assertThat(contact.getString("lastname")).isEqualTo("O'Neill");
    assertThat(row.getValue("regardingobjectid_account_adobe_emailsend")).isNull();
    assertThat(organization.get("contacts?$expand=nosuch").status()).isEqualTo(400);
    assertThat(organization.get("contacts?$expand=ownerid($top=1)").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$skip=1", "$search=a", "$format=json", "$Select=firstname", "$apply=x"})
  void anOptionTheServiceDoesNotHaveIsRefused(String option) {
    Answer answer = organization.get("contacts?" + option);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage()).contains("is not supported");
  }

  @Test
  void unknownColumnsSetsAndMethodsAreRefused() {
    assertThat(organization.get("contacts?$select=nosuch").errorMessage())
        .isEqualTo(
            "Could not find a property named 'nosuch' on type 'Microsoft.Dynamics.CRM.contact'.");
    Answer noSet = organization.get("nosuchset");
    assertThat(noSet.status()).isEqualTo(404);
    assertThat(noSet.errorMessage()).isEqualTo("Resource not found for the segment 'nosuchset'.");
    assertThat(organization.put("contacts", "{}").status()).isEqualTo(405);
  }

  @Test
  void moreThanFiveThousandRowsAreCountedAsFiveThousandAndPagedByAsMany() {
    try (Organization large = new Organization()) {
      try (BulkInsert rows = large.store().bulkInsert("contact", List.of("lastname"))) {
        for (int i = 0; i < 5001; i++) {
          rows.add(new UUID(1, i), "Name " + i);
        }
      }
      Answer page =
          large.get(
              "contacts?$select=lastname&$count=true",
              "Prefer",
              "odata.include-annotations=\"Microsoft.Dynamics.CRM.*\"");
      assertThat(page.rows()).hasSize(5000);
      assertThat(page.json().getInteger("@odata.count")).isEqualTo(5000);
      assertThat(page.json().getBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
          .isTrue();
      assertThat(page.nextLink()).isNotNull();
      assertThat(large.get("contacts?$select=lastname", "Prefer", "odata.maxpagesize=9000").rows())
          .hasSize(5000);
      assertThat(large.get("contacts/$count").body()).isEqualTo("5000");
      JsonObject exact =
          large
              .get("RetrieveTotalRecordCount(EntityNames=%5B'contact'%5D)")
              .json()
              .getJsonObject("EntityRecordCountCollection");
      assertThat(exact.getJsonArray("Values").getInteger(0)).isEqualTo(5001);
    }
  }

  @Test
  void whoAmITellsTheApplicationUser() {
    JsonObject me = organization.get("WhoAmI").json();
    assertThat(me.fieldNames())
        .containsExactly("@odata.context", "BusinessUnitId", "UserId", "OrganizationId");
    JsonObject user = organization.get("systemusers(" + me.getString("UserId") + ")").json();
    assertThat(user.getString("fullname")).isEqualTo("# dynamics-client");
  }
}
