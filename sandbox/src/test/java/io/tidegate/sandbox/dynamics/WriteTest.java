package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteTest {
  @AutoClose private final Organization organization = new Organization();

  private String url(UUID id) {
    return "contacts(" + id + ")";
  }

  private void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.errorMessage()).isNotBlank();
  }

  @Test
  void aPostCreatesARowAndAnswersWithItsUrlOnly() {
    Answer created = organization.post("contacts", "{\"lastname\":\"Però\",\"gendercode\":1}");
    assertThat(created.status()).isEqualTo(204);
    assertThat(created.body()).isEmpty();
    assertThat(created.header("OData-EntityId"))
        .isEqualTo(organization.root() + "contacts(" + created.entityId() + ")");
    JsonObject row = organization.get("contacts(" + created.entityId() + ")").json();
    assertThat(row.getString("lastname")).isEqualTo("Però");
    String me = organization.get("WhoAmI").json().getString("UserId");
    assertThat(row.getString("_createdby_value")).isEqualTo(me);
    assertThat(row.getString("_ownerid_value")).isEqualTo(me);
    assertThat(organization.counted(Counter.CREATES)).isEqualTo(1);
  }

  @Test
  void aPostReturnsTheRowIfPreferred() {
    Answer created =
        organization.post(
            "contacts?$select=lastname",
            "{\"lastname\":\"A\",\"birthdate\":\"2000-02-29\"}",
            "Prefer",
            "return=representation");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().fieldNames())
        .containsExactly("@odata.context", "@odata.etag", "lastname", "contactid");
    assertThat(created.header("Preference-Applied")).isEqualTo("return=representation");
  }

  @Test
  void aPostWithAnIdThatIsTakenIsRefused() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    assertRefused(
        organization.post("contacts", "{\"contactid\":\"" + id + "\"}"), 412, "0x80040237");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nosuch":"x"}                         | 0x80048d19
          {"firstname":5}                        | 0x80048d19
          {"gendercode":"male"}                  | 0x80048d19
          {"gendercode":7}                       | 0x8004431a
          {"donotemail":"yes"}                   | 0x80048d19
          {"birthdate":"03/02/1980"}             | 0x80048d19
          {"birthdate":"1701-01-01"}             | 0x80040239
          {"overriddencreatedon":"yesterday"}    | 0x80048d19
          {"_parentcustomerid_value":"11111111-1111-4111-8111-111111111111"} | 0x80048d19
          {"nosuch@odata.bind":"accounts(11111111-1111-4111-8111-111111111111)"} | 0x80048d19
          {"contactid":"not-a-guid"}             | 0x80048d19
          {"lastname":                           | 0x80048d19
          """)
  void aBodyThatDoesNotFitTheTableIsRefused(String body, String code) {
    assertRefused(organization.post("contacts", body), 400, code);
    assertThat(organization.store().count("contact")).isZero();
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    String name = "x".repeat(51);
    Answer answer = organization.post("contacts", "{\"firstname\":\"" + name + "\"}");
    assertRefused(answer, 400, "0x80044331");
    assertThat(answer.errorMessage())
        .isEqualTo(
            "A validation error occurred. The length of the 'firstname' attribute of the 'contact'"
                + " entity exceeded the maximum allowed length of '50'.");
  }

  @Test
  void columnsThatTheServiceKeepsAreIgnored() {
    Answer created =
        organization.post(
            "contacts", "{\"createdon\":\"2001-01-01T00:00:00Z\",\"fullname\":\"x\"}");
    JsonObject row = organization.get("contacts(" + created.entityId() + ")").json();
    assertThat(row.getString("createdon")).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(row.getValue("fullname")).isNull();
  }

  @Test
  void aPatchChangesOnlyWhatItNames() {
    UUID id = organization.contact(Map.of("firstname", "A", "lastname", "B"));
    Answer patched = organization.patch(url(id), "{\"firstname\":null,\"mobilephone\":\"1\"}");
    assertThat(patched.status()).isEqualTo(204);
    JsonObject row = organization.get(url(id)).json();
    assertThat(row.getValue("firstname")).isNull();
    assertThat(row.getString("lastname")).isEqualTo("B");
    assertThat(row.getString("mobilephone")).isEqualTo("1");
    assertThat(organization.counted(Counter.UPDATES)).isEqualTo(1);
  }

  @Test
  void aPatchCreatesWhatIsNotThere() {
    UUID id = UUID.randomUUID();
    assertThat(organization.patch(url(id), "{\"lastname\":\"A\"}").status()).isEqualTo(204);
    assertThat(organization.get(url(id)).json().getString("lastname")).isEqualTo("A");
    assertThat(organization.counted(Counter.CREATES)).isEqualTo(1);
    UUID other = UUID.randomUUID();
    assertThat(organization.patch(url(other), "{}", "Prefer", "return=representation").status())
        .isEqualTo(201);
    assertThat(organization.patch(url(other), "{}", "Prefer", "return=representation").status())
        .isEqualTo(200);
  }

  @Test
  void aPatchMayBeLimitedToRowsThatExist() {
    UUID id = UUID.randomUUID();
    assertRefused(organization.patch(url(id), "{}", "If-Match", "*"), 404, "0x80040217");
    organization.patch(url(id), "{}");
    assertThat(organization.patch(url(id), "{}", "If-Match", "*").status()).isEqualTo(204);
  }

  @Test
  void aPatchMayBeLimitedToRowsThatDoNotExist() {
    UUID id = UUID.randomUUID();
    assertThat(organization.patch(url(id), "{}", "If-None-Match", "*").status()).isEqualTo(204);
    assertRefused(organization.patch(url(id), "{}", "If-None-Match", "*"), 412, "0x80040237");
    assertThat(organization.patch(url(id), "{}", "If-None-Match", "null").status()).isEqualTo(204);
  }

  @Test
  void aWriteMayBeLimitedToAVersion() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    String etag = organization.get(url(id)).header("ETag");
    assertThat(organization.patch(url(id), "{\"lastname\":\"B\"}", "If-Match", etag).status())
        .isEqualTo(204);
    assertRefused(
        organization.patch(url(id), "{\"lastname\":\"C\"}", "If-Match", etag), 412, "0x80060882");
    assertRefused(organization.delete(url(id), "If-Match", etag), 412, "0x80060882");
    String newer = organization.get(url(id)).json().getString("@odata.etag");
    assertThat(newer).isNotEqualTo(etag);
    assertThat(organization.delete(url(id), "If-Match", newer).status()).isEqualTo(204);
  }

  @Test
  void aRowThatDidNotChangeIsNotSentAgain() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    String etag = organization.get(url(id)).header("ETag");
    Answer same = organization.get(url(id), "If-None-Match", etag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    organization.patch(url(id), "{\"lastname\":\"B\"}");
    assertThat(organization.get(url(id), "If-None-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void aRowIsDeletedOnce() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    assertThat(organization.delete(url(id)).status()).isEqualTo(204);
    assertRefused(organization.delete(url(id)), 404, "0x80040217");
    assertRefused(organization.get(url(id)), 404, "0x80040217");
    assertThat(organization.counted(Counter.DELETES)).isEqualTo(1);
  }

  @Test
  void aRowIsFoundChangedAndCreatedByAlternateKey() {
    String url = "contacts(new_externalid='a%2Fb''c')";
    assertRefused(organization.get(url), 404, "0x80060891");
    assertThat(organization.patch(url, "{\"lastname\":\"A\"}").status()).isEqualTo(204);
    JsonObject row = organization.get(url).json();
    assertThat(row.getString("new_externalid")).isEqualTo("a/b'c");
    organization.patch(url, "{\"lastname\":\"B\"}");
    assertThat(organization.get(url).json().getString("contactid"))
        .isEqualTo(row.getString("contactid"));
    assertThat(organization.delete(url).status()).isEqualTo(204);
    assertThat(organization.store().count("contact")).isZero();
  }

  @Test
  void anAlternateKeyIsTakenOnlyOnceAndFreedWithItsRow() {
    organization.post("contacts", "{\"new_externalid\":\"42\"}");
    assertRefused(organization.post("contacts", "{\"new_externalid\":\"42\"}"), 412, "0x80060892");
    organization.delete("contacts(new_externalid='42')");
    assertThat(organization.post("contacts", "{\"new_externalid\":\"42\"}").status())
        .isEqualTo(204);
  }

  @Test
  void columnsThatAreNoKeyDoNotNameARow() {
    Answer answer = organization.get("contacts(emailaddress1='a%40mail.example')");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage()).contains("The key in the request URI is not valid");
  }

  @Test
  void aLookupIsBoundAndUnbound() {
    organization.store().upsert("account", new UUID(0, 1), Map.of("name", "Contoso"));
    UUID id = organization.contact(Map.of("lastname", "A"));
    String account = "accounts(" + new UUID(0, 1) + ")";
    organization.patch(url(id), "{\"parentcustomerid_account@odata.bind\":\"/" + account + "\"}");
    JsonObject row =
        organization
            .get(
                url(id) + "?$select=_parentcustomerid_value",
                "Prefer",
                "odata.include-annotations=\"*\"")
            .json();
    assertThat(row.getString("_parentcustomerid_value")).isEqualTo(new UUID(0, 1).toString());
    assertThat(row.getString("_parentcustomerid_value@OData.Community.Display.V1.FormattedValue"))
        .isEqualTo("Contoso");
    assertThat(
            row.getString(
                "_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"))
        .isEqualTo("parentcustomerid_account");
    organization.patch(url(id), "{\"parentcustomerid_account@odata.bind\":null}");
    assertThat(organization.get(url(id)).json().getValue("_parentcustomerid_value")).isNull();
  }

  @Test
  void aLookupIsBoundOnlyToARowThatExistsAndFits() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    String body = "{\"parentcustomerid_account@odata.bind\":\"%s\"}";
    assertRefused(
        organization.patch(url(id), body.formatted("accounts(" + id + ")")), 404, "0x80040217");
    assertRefused(
        organization.patch(url(id), body.formatted("contacts(" + id + ")")), 400, "0x80048d19");
    assertRefused(
        organization.patch(url(id), body.formatted("nosuchset(" + id + ")")), 404, "0x80060888");
  }

  @Test
  void anActivityRegardsAContact() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    Answer created =
        organization.patch(
            "adobe_emailsends(adobe_eventid='e-1')",
            new JsonObject()
                .put("subject", "DM42")
                .put("adobe_senton", "2026-11-24T09:10:11+02:00")
                .put(
                    "regardingobjectid_contact_adobe_emailsend@odata.bind",
                    organization.root() + url(id))
                .encode(),
            "If-None-Match",
            "*");
    assertThat(created.status()).as(created.body()).isEqualTo(204);
    JsonObject event = organization.get("adobe_emailsends(adobe_eventid='e-1')").json();
    assertThat(event.getString("_regardingobjectid_value")).isEqualTo(id.toString());
    assertThat(event.getString("adobe_senton")).isEqualTo("2026-11-24T07:10:11Z");
    Answer again =
        organization.patch("adobe_emailsends(adobe_eventid='e-1')", "{}", "If-None-Match", "*");
    assertRefused(again, 412, "0x80040237");
    Answer found =
        organization.get(
            "adobe_emailsends?$select=subject&$filter=_regardingobjectid_value%20eq%20" + id);
    assertThat(found.column("subject")).containsExactly("DM42");
  }

  @Test
  void onePropertyIsReadWrittenAndEmptied() {
    UUID id = organization.contact(Map.of("lastname", "A"));
    assertThat(organization.put(url(id) + "/lastname", "{\"value\":\"B\"}").status())
        .isEqualTo(204);
    assertThat(organization.get(url(id) + "/lastname").json().getString("value")).isEqualTo("B");
    assertThat(organization.get(url(id) + "/lastname/$value").body()).isEqualTo("B");
    assertThat(organization.delete(url(id) + "/lastname").status()).isEqualTo(204);
    assertThat(organization.get(url(id) + "/lastname").status()).isEqualTo(204);
  }

  @Test
  void manyRowsAreCreatedChangedAndUpsertedAtOnceOrNotAtAll() {
    String type = "\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"";
    Answer created =
        organization.post(
            "contacts/Microsoft.Dynamics.CRM.CreateMultiple",
            "{\"Targets\":[{%1$s,\"lastname\":\"A\"},{%1$s,\"lastname\":\"B\"}]}".formatted(type));
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    String first = created.json().getJsonArray("Ids").getString(0);
    Answer updated =
        organization.post(
            "contacts/Microsoft.Dynamics.CRM.UpdateMultiple",
            "{\"Targets\":[{%s,\"contactid\":\"%s\",\"lastname\":\"A2\"}]}".formatted(type, first));
    assertThat(updated.status()).isEqualTo(204);
    Answer upserted =
        organization.post(
            "contacts/Microsoft.Dynamics.CRM.UpsertMultiple",
            ("{\"Targets\":[{%1$s,\"contactid\":\"%2$s\",\"lastname\":\"A3\"},"
                    + "{%1$s,\"@odata.id\":\"contacts(new_externalid='9')\",\"lastname\":\"C\"}]}")
                .formatted(type, first));
    assertThat(upserted.status()).as(upserted.body()).isEqualTo(204);
    assertThat(organization.get("contacts?$orderby=lastname").column("lastname"))
        .containsExactly("A3", "B", "C");
    Answer refused =
        organization.post(
            "contacts/Microsoft.Dynamics.CRM.CreateMultiple",
            "{\"Targets\":[{%1$s,\"lastname\":\"D\"},{%1$s,\"nosuch\":1}]}".formatted(type));
    assertRefused(refused, 400, "0x80048d19");
    assertThat(organization.store().count("contact")).isEqualTo(3);
  }

  @Test
  void anAddedColumnCanBeUsedAndADroppedOneIsUnknown() {
    UUID id = organization.contact(Map.of("lastname", "A", "mobilephone", "1"));
    organization.store().schema().addAttribute("contact", Column.text("new_loyalty", 10));
    organization.store().schema().dropAttribute("contact", "mobilephone");
    assertThat(organization.get(url(id)).json().getValue("new_loyalty")).isNull();
    assertThat(organization.patch(url(id), "{\"new_loyalty\":\"gold\"}").status()).isEqualTo(204);
    assertThat(organization.get(url(id)).json().getString("new_loyalty")).isEqualTo("gold");
    assertRefused(organization.patch(url(id), "{\"mobilephone\":\"2\"}"), 400, "0x80048d19");
    assertThat(organization.get("contacts?$select=mobilephone").status()).isEqualTo(400);
  }
}
