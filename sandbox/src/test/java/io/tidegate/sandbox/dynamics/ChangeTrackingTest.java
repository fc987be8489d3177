package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTrackingTest {
  private static final String CONTACTS = "contacts?$select=lastname";
  private static final String TRACK = "odata.track-changes";
  private static final String TRACK_BY_TWO = "odata.track-changes,odata.maxpagesize=2";
  private static final String BY_TWO = "odata.maxpagesize=2";

  @AutoClose private final Organization organization = new Organization();

  private UUID person(String lastName) {
    return organization.contact(Map.of("lastname", lastName));
  }

  private void rename(UUID id, String lastName) {
    organization.store().upsert("contact", id, Map.of("lastname", lastName));
  }

  private String baseline() {
    return organization.get(CONTACTS, "Prefer", TRACK).deltaLink();
  }

  @Test
  void theFirstReadIsTheWholeTableAndEndsWithADeltaLink() {
    person("A");
    person("B");
    person("C");
    Answer first = organization.get(CONTACTS, "Prefer", TRACK_BY_TWO);
    assertThat(first.column("lastname")).containsExactly("A", "B");
    assertThat(first.deltaLink()).isNull();
    assertThat(first.header("Preference-Applied"))
        .isEqualTo("odata.maxpagesize=2,odata.track-changes");
    Answer last = organization.get(first.nextLink(), "Prefer", BY_TWO);
    assertThat(last.column("lastname")).containsExactly("C");
    assertThat(last.nextLink()).isNull();
    assertThat(last.deltaLink()).contains("contacts?$select=lastname&$deltatoken=");
    assertThat(organization.counted(Counter.ROWS_READ)).isEqualTo(3);
  }

  @Test
  void aDeltaTellsChangedRowsByVersionAndThenTheDeletedOnes() {
    UUID a = person("A");
    UUID b = person("B");
    person("C");
    String link = baseline();
    organization.store().delete("contact", b);
    person("D");
    rename(a, "A2");
    organization.clock().pass(Duration.ofSeconds(1));
    Answer delta = organization.get(link);
    assertThat(delta.json().getString("@odata.context"))
        .endsWith("$metadata#contacts(lastname)/$delta");
    List<JsonObject> rows = delta.rows();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getString("lastname")).isEqualTo("D");
    assertThat(rows.get(1).fieldNames()).containsExactly("@odata.etag", "lastname", "contactid");
    assertThat(rows.get(1).getString("contactid")).isEqualTo(a.toString());
    assertThat(rows.get(2))
        .isEqualTo(
            new JsonObject()
                .put("@odata.context", organization.root() + "$metadata#contacts/$deletedEntity")
                .put("id", b.toString())
                .put("reason", "deleted"));
    assertThat(organization.counted(Counter.DELETED_READ)).isEqualTo(1);
  }

  @Test
  void whenNothingChangedADeltaIsEmptyAndGivesANewLink() {
    person("A");
    Answer delta = organization.get(baseline());
    assertThat(delta.rows()).isEmpty();
    assertThat(organization.get(delta.deltaLink()).rows()).isEmpty();
  }

  @Test
  void aRowIsToldAlsoWhenOnlyAColumnChangedThatIsNotSelected() {
    UUID a = person("A");
    String link = baseline();
    organization.store().upsert("contact", a, Map.of("mobilephone", "+39 000"));
    assertThat(organization.get(link).column("lastname")).containsExactly("A");
  }

  @Test
  void whatChangesWhileTheFirstReadIsPagedIsInTheFirstDelta() {
    UUID read = person("read");
    person("also read");
    UUID unread = person("unread");
    UUID doomed = person("doomed");
    Answer first = organization.get(CONTACTS, "Prefer", TRACK_BY_TWO);
    rename(read, "read 2");
    rename(unread, "unread 2");
    organization.store().delete("contact", doomed);
    UUID created = person("new");
    Answer last = organization.get(first.nextLink(), "Prefer", BY_TWO);
    assertThat(last.column("lastname")).containsExactly("unread 2", "new");
    assertThat(last.nextLink()).isNull();
    Answer delta = organization.get(last.deltaLink());
    assertThat(delta.column("contactid"))
        .contains(read.toString(), unread.toString(), created.toString());
    assertThat(delta.column("id")).contains(doomed.toString());
  }

  @Test
  void aRowCreatedAndDeletedBetweenTwoPollsIsToldAsDeleted() {
    String link = baseline();
    UUID brief = person("brief");
    organization.store().delete("contact", brief);
    Answer delta = organization.get(link);
    assertThat(delta.rows()).hasSize(1);
    assertThat(delta.column("id")).containsExactly(brief.toString());
  }

  @Test
  void aRowDeletedAndCreatedAgainIsToldAsARow() {
    UUID a = person("A");
    String link = baseline();
    organization.store().delete("contact", a);
    rename(a, "A again");
    Answer delta = organization.get(link);
    assertThat(delta.column("lastname")).containsExactly("A again");
  }

  @Test
  void changesOfARoundBegunAreToldInTheNextRound() {
    UUID a = person("A");
    UUID b = person("B");
    UUID c = person("C");
    String link = baseline();
    rename(a, "A2");
    rename(b, "B2");
    rename(c, "C2");
    Answer page = organization.get(link, "Prefer", BY_TWO);
    assertThat(page.column("lastname")).containsExactly("A2", "B2");
    rename(c, "C3");
    rename(a, "A3");
    Answer rest = organization.get(page.nextLink(), "Prefer", BY_TWO);
    assertThat(rest.rows()).isEmpty();
    assertThat(organization.get(rest.deltaLink()).column("lastname")).containsExactly("C3", "A3");
  }

  @Test
  void aDeltaPageMayHoldRowsAndDeletedOnesAndKeepsItsPageSize() {
    UUID a = person("A");
    UUID b = person("B");
    UUID c = person("C");
    String link = baseline();
    rename(a, "A2");
    organization.store().delete("contact", b);
    organization.store().delete("contact", c);
    Answer page = organization.get(link, "Prefer", BY_TWO);
    assertThat(page.rows()).hasSize(2);
    assertThat(page.column("lastname").get(0)).isEqualTo("A2");
    assertThat(page.column("id").get(1)).isEqualTo(b.toString());
    assertThat(organization.get(page.nextLink()).status()).isEqualTo(400);
    Answer rest = organization.get(page.nextLink(), "Prefer", BY_TWO);
    assertThat(rest.column("id")).containsExactly(c.toString());
    assertThat(rest.deltaLink()).isNotNull();
  }

  @Test
  void aDeltaLinkCanBeFollowedAgain() {
    UUID a = person("A");
    String link = baseline();
    rename(a, "A2");
    assertThat(organization.get(link).column("lastname")).containsExactly("A2");
    assertThat(organization.get(link).column("lastname")).containsExactly("A2");
  }

  @Test
  void changesSinceATokenAreCounted() {
    UUID a = person("A");
    UUID b = person("B");
    String link = baseline();
    rename(a, "A2");
    organization.store().delete("contact", b);
    assertThat(organization.get(link.replace("contacts?", "contacts/$count?")).body())
        .isEqualTo("2");
  }

  @Test
  void aDeltaTokenExpiresAfterTheOrganizationsNumberOfDays() {
    String link = baseline();
    organization.clock().pass(Duration.ofDays(7));
    organization.signIn();
    assertThat(organization.get(link).status()).isEqualTo(200);
    organization.clock().pass(Duration.ofSeconds(1));
    assertExpired(organization.get(link));
    String organizations = "organizations(" + DynamicsStore.ORGANIZATION_ID + ")";
    organization.patch(organizations, "{\"expirechangetrackingindays\":30}");
    assertThat(organization.get(link).status()).isEqualTo(200);
  }

  @Test
  void deltaTokensExpireOnCommandButNewOnesAreGood() {
    person("A");
    person("B");
    person("C");
    Answer first = organization.get(CONTACTS, "Prefer", TRACK_BY_TWO);
    String link = baseline();
    organization.store().expireDeltaTokens();
    assertExpired(organization.get(link));
    Answer last = organization.get(first.nextLink(), "Prefer", BY_TWO);
    assertThat(organization.get(last.deltaLink()).status()).isEqualTo(200);
  }

  private static void assertExpired(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("0x80044352");
    assertThat(answer.errorMessage()).contains("full sync");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$filter=statecode%20eq%200", "$orderby=lastname", "$top=5"})
  void queryOptionsAreRefusedTogetherWithChangeTracking(String option) {
    Answer answer = organization.get("contacts?" + option, "Prefer", TRACK);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage())
        .isEqualTo(
            "The \""
                + option.substring(0, option.indexOf('='))
                + "\" query parameter isn't supported when Change Tracking is enabled.");
  }

  @Test
  void aTableWithoutChangeTrackingRefusesIt() {
    organization.store().schema().changeTracking("contact", false);
    Answer answer = organization.get(CONTACTS, "Prefer", TRACK);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage()).contains("isn't enabled for change tracking");
  }

  @Test
  void aDeltaOfADroppedColumnIsRefused() {
    String link = baseline();
    organization.store().schema().dropAttribute("contact", "lastname");
    Answer answer = organization.get(link);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorMessage()).contains("Could not find a property named 'lastname'");
  }

  @Test
  void aMadeUpTokenIsRefused() {
    assertThat(organization.get(CONTACTS + "&$deltatoken=12345").status()).isEqualTo(400);
    assertThat(organization.get(CONTACTS + "&$skiptoken=12345").status()).isEqualTo(400);
  }
}
