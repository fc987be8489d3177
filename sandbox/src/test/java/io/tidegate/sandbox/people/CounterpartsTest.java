package io.tidegate.sandbox.people;

import static io.tidegate.sandbox.RunningSandbox.CONTACTS;
import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CounterpartsTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static int addProfiles() {
    return SANDBOX
        .control(HttpMethod.POST, "/profiles", new JsonObject().put("fromContacts", true))
        .getInteger("created");
  }

  private static String create(JsonObject contact) {
    return SANDBOX
        .request(HttpMethod.POST, CONTACTS)
        .putHeader("Prefer", "return=representation")
        .sendJsonObject(contact)
        .await()
        .bodyAsJsonObject()
        .getString("contactid");
  }

  private static JsonObject profile(String externalId) {
    return SANDBOX
        .get(PROFILES + "/byExternalId?externalId_parameter=" + externalId)
        .bodyAsJsonObject()
        .getJsonArray("content")
        .getJsonObject(0);
  }

  @Test
  void each_contact_without_a_profile_gets_one() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 300));
    assertThat(addProfiles()).isEqualTo(300);
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 20));

    assertThat(addProfiles()).isEqualTo(20);
    assertThat(addProfiles()).isZero();
    assertThat(SANDBOX.get(PROFILES + "/_count").bodyAsJsonObject().getInteger("count"))
        .isEqualTo(320);
    assertThat(SANDBOX.counters("campaign").getInteger("creates")).isZero();
  }

  @Test
  void a_profile_has_what_its_contact_has_and_every_opt_out() {
    String id =
        create(
            new JsonObject()
                .put("firstname", "Zoë")
                .put("middlename", "M")
                .put("lastname", "O'Hara")
                .put("emailaddress1", "zoe@mail.example")
                .put("mobilephone", "+49 1")
                .put("telephone1", "+49 2")
                .put("donotbulkemail", true)
                .put("new_donotsms", true)
                .put("donotbulkpostalmail", true)
                .put("new_donotpush", true)
                .put("msdyn_gdproptout", true)
                .put("donotfax", true));
    addProfiles();

    JsonObject profile = profile(id);
    assertThat(profile.getString("firstName")).isEqualTo("Zoë");
    assertThat(profile.getString("middleName")).isEqualTo("M");
    assertThat(profile.getString("lastName")).isEqualTo("O'Hara");
    assertThat(profile.getString("email")).isEqualTo("zoe@mail.example");
    assertThat(profile.getString("mobilePhone")).isEqualTo("+49 1");
    assertThat(profile.getString("phone")).isEqualTo("+49 2");
    assertThat(profile.getBoolean("blackListPhone")).isFalse();
    for (String field :
        new String[] {
          "blackListEmail",
          "blackListMobile",
          "blackListPostalMail",
          "blackListPushnotification",
          "blackList",
          "blackListFax"
        }) {
      assertThat(profile.getBoolean(field)).as(field).isTrue();
    }
  }

  @Test
  void what_campaign_does_not_take_is_cut_or_left_out() {
    String id =
        create(
            new JsonObject()
                .put("firstname", "A".repeat(50))
                .put("lastname", "Plain")
                .put("emailaddress1", "no address"));
    addProfiles();

    assertThat(profile(id).getString("firstName")).isEqualTo("A" + "a".repeat(29));
    assertThat(profile(id).getString("email")).isEmpty();
  }
}
