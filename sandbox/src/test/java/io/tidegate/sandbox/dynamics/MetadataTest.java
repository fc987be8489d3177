package io.tidegate.sandbox.dynamics;

import static io.tidegate.sandbox.dynamics.Organization.option;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final String SUBSCRIPTION = "EntityDefinitions(LogicalName='new_subscription')";
  private static final String CONTACT = "EntityDefinitions(LogicalName='contact')";
  private static final String CRM = "Microsoft.Dynamics.CRM.";
  @AutoClose private static final Organization organization = new Organization();

  @Test
  void aTableIsDescribedAsSelected() {
    JsonObject contact =
        organization
            .get(
                CONTACT
                    + "?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,"
                    + "ChangeTrackingEnabled")
            .json();
    assertThat(contact.getString("EntitySetName")).isEqualTo("contacts");
    assertThat(contact.getString("PrimaryIdAttribute")).isEqualTo("contactid");
    assertThat(contact.getString("PrimaryNameAttribute")).isEqualTo("fullname");
    assertThat(contact.getBoolean("ChangeTrackingEnabled")).isTrue();
    assertThat(contact.getString("MetadataId")).isNotBlank();
    assertThat(contact.containsKey("IsActivity")).isFalse();
  }

  @Test
  void tablesAreFoundByWhatTheyCan() {
    Answer tracked =
        organization.get(
            "EntityDefinitions?$select=LogicalName,EntitySetName&"
                + option("$filter", "ChangeTrackingEnabled eq true and IsActivity eq false"));
    assertThat(tracked.column("LogicalName"))
        .containsExactly("contact", "account", "new_subscription", "new_invoiceline");
    assertThat(
            organization
                .get(
                    "EntityDefinitions?$select=LogicalName&"
                        + option("$filter", "IsCustomEntity eq true and IsActivity eq false"))
                .column("LogicalName"))
        .containsExactly("new_subscription", "new_invoiceline");
    Answer activities =
        organization.get(
            "EntityDefinitions?$select=EntitySetName&"
                + option(
                    "$filter", "IsActivity eq true and CanChangeTrackingBeEnabled/Value eq true"));
    assertThat(activities.column("EntitySetName"))
        .containsExactly(
            "adobe_emailsends", "adobe_emailopens", "adobe_emailclicks", "adobe_emailbounces");
  }

  @Test
  void tablesAndColumnsHaveLabelsForPeople() {
    JsonObject table =
        organization
            .get("EntityDefinitions(LogicalName='new_invoiceline')?$select=DisplayName")
            .json();
    assertThat(label(table)).isEqualTo("Invoice Line");
    Answer columns =
        organization.get(
            SUBSCRIPTION + "/Attributes?$select=LogicalName,DisplayName,RequiredLevel");
    assertThat(label(named(columns, "new_startdate"))).isEqualTo("Start Date");
    assertThat(named(columns, "new_name").getJsonObject("RequiredLevel").getString("Value"))
        .isEqualTo("ApplicationRequired");
  }

  @Test
  void severalChoicesAreAKindOfTheirOwn() {
    JsonObject channels =
        organization
            .get(
                SUBSCRIPTION
                    + "/Attributes/"
                    + CRM
                    + "MultiSelectPicklistAttributeMetadata?$select=LogicalName,AttributeType,"
                    + "AttributeTypeName&$expand=OptionSet")
            .rows()
            .get(0);
    assertThat(channels.getString("LogicalName")).isEqualTo("new_channels");
    assertThat(channels.getString("AttributeType")).isEqualTo("Virtual");
    assertThat(channels.getJsonObject("AttributeTypeName").getString("Value"))
        .isEqualTo("MultiSelectPicklistType");
    assertThat(
            channels
                .getJsonObject("OptionSet")
                .getJsonArray("Options")
                .getJsonObject(0)
                .getInteger("Value"))
        .isEqualTo(100_000_000);
  }

  @Test
  void lookupsTellTheirTargetsAndDatesTheirBehaviour() {
    Answer lookups =
        organization.get(
            SUBSCRIPTION
                + "/Attributes/"
                + CRM
                + "LookupAttributeMetadata?$select=LogicalName,Targets");
    assertThat(named(lookups, "new_accountid").getJsonArray("Targets")).containsExactly("account");
    Answer times =
        organization.get(
            SUBSCRIPTION
                + "/Attributes/"
                + CRM
                + "DateTimeAttributeMetadata?$select=LogicalName,Format,DateTimeBehavior");
    assertThat(named(times, "new_startdate").getJsonObject("DateTimeBehavior").getString("Value"))
        .isEqualTo("DateOnly");
    assertThat(named(times, "new_renewson").getJsonObject("DateTimeBehavior").getString("Value"))
        .isEqualTo("UserLocal");
  }

  @Test
  void columnsAreListedWithTheirKinds() {
    Answer columns =
        organization.get(CONTACT + "/Attributes?$select=LogicalName,AttributeType,RequiredLevel");
    JsonObject gender = named(columns, "gendercode");
    assertThat(gender.getString("AttributeType")).isEqualTo("Picklist");
    assertThat(gender.getString("@odata.type")).isEqualTo("#" + CRM + "PicklistAttributeMetadata");
    assertThat(gender.getJsonObject("RequiredLevel").getString("Value")).isEqualTo("None");
    assertThat(named(columns, "contactid").getString("AttributeType"))
        .isEqualTo("Uniqueidentifier");
    assertThat(columns.column("LogicalName"))
        .contains("firstname", "donotemail", "followemail", "msdyn_gdproptout", "telephone1")
        .contains("address1_line2", "address1_line3", "parentcustomerid", "ownerid");
  }

  @Test
  void columnsAreFilteredByKind() {
    Answer choices =
        organization.get(
            CONTACT
                + "/Attributes?$select=LogicalName&"
                + option("$filter", "AttributeType eq " + CRM + "AttributeTypeCode'Picklist'"));
    assertThat(choices.column("LogicalName"))
        .containsExactly("gendercode", "preferredcontactmethodcode");
  }

  @Test
  void textColumnsTellTheirLength() {
    Answer texts =
        organization.get(
            CONTACT
                + "/Attributes/"
                + CRM
                + "StringAttributeMetadata?$select=LogicalName,MaxLength");
    assertThat(named(texts, "firstname").getInteger("MaxLength")).isEqualTo(50);
    assertThat(texts.column("LogicalName")).doesNotContain("gendercode", "description");
  }

  @Test
  void whatOnlyOneKindHasIsUnknownWithoutACast() {
    Answer answer = organization.get(CONTACT + "/Attributes?$select=LogicalName,MaxLength");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage())
        .isEqualTo(
            "Could not find a property named 'MaxLength' on type"
                + " 'Microsoft.Dynamics.CRM.AttributeMetadata'.");
  }

  @Test
  void choicesTellTheirOptions() {
    Answer choices =
        organization.get(
            CONTACT
                + "/Attributes/"
                + CRM
                + "PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet");
    JsonObject set = named(choices, "gendercode").getJsonObject("OptionSet");
    assertThat(set.getBoolean("IsGlobal")).isFalse();
    JsonArray options = set.getJsonArray("Options");
    assertThat(options).hasSize(2);
    JsonObject female = options.getJsonObject(1);
    assertThat(female.getInteger("Value")).isEqualTo(2);
    assertThat(
            female
                .getJsonObject("Label")
                .getJsonArray("LocalizedLabels")
                .getJsonObject(0)
                .getString("Label"))
        .isEqualTo("Female");
    Answer booleans =
        organization.get(
            CONTACT
                + "/Attributes(LogicalName='donotemail')/"
                + CRM
                + "BooleanAttributeMetadata?$expand=OptionSet");
    assertThat(
            booleans
                .json()
                .getJsonObject("OptionSet")
                .getJsonObject("TrueOption")
                .getInteger("Value"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"State", "Status", "Boolean", "Memo", "DateTime", "Lookup", "BigInt", "Integer"})
  void everyKindOfColumnCanBeCastTo(String kind) {
    Answer answer = organization.get(CONTACT + "/Attributes/" + CRM + kind + "AttributeMetadata");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.rows())
        .allSatisfy(row -> assertThat(row.getString("LogicalName")).isNotNull());
  }

  @Test
  void columnsAndKeysCanBeExpanded() {
    JsonObject table =
        organization
            .get(
                "EntityDefinitions(LogicalName='adobe_emailclick')?$select=LogicalName"
                    + "&$expand=Attributes($select=LogicalName),Keys($select=KeyAttributes)")
            .json();
    assertThat(table.getJsonArray("Keys").getJsonObject(0).getJsonArray("KeyAttributes"))
        .containsExactly("adobe_eventid");
    JsonArray columns = table.getJsonArray("Attributes");
    assertThat(columns.stream().map(column -> ((JsonObject) column).getString("LogicalName")))
        .contains("subject", "regardingobjectid", "adobe_trackingurl", "adobe_clickedon");
    assertThat(columns.getJsonObject(0).containsKey("AttributeType")).isFalse();
  }

  @Test
  void keysAreListed() {
    Answer keys = organization.get(CONTACT + "/Keys");
    assertThat(keys.rows().get(0).getJsonArray("KeyAttributes")).containsExactly("new_externalid");
    assertThat(keys.column("EntityKeyIndexStatus")).containsExactly("Active");
  }

  @Test
  void unknownTablesAndColumnsAreNotFound() {
    Answer table = organization.get("EntityDefinitions(LogicalName='nosuch')");
    assertThat(table.status()).isEqualTo(404);
    assertThat(table.errorMessage()).contains("Could not find an entity with name: nosuch");
    assertThat(organization.get(CONTACT + "/Attributes(LogicalName='nosuch')").status())
        .isEqualTo(404);
    assertThat(organization.get(CONTACT + "/Nonsense").status()).isEqualTo(404);
    assertThat(organization.get(CONTACT + "?$select=Nonsense").status()).isEqualTo(400);
  }

  private static JsonObject named(Answer answer, String logicalName) {
    return answer.rows().stream()
        .filter(row -> row.getString("LogicalName").equals(logicalName))
        .findFirst()
        .orElseThrow();
  }

  private static String label(JsonObject described) {
    return described
        .getJsonObject("DisplayName")
        .getJsonObject("UserLocalizedLabel")
        .getString("Label");
  }
}
