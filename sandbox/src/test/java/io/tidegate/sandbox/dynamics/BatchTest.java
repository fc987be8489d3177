package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.journal.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  @AutoClose private final Organization organization = new Organization();

  private Answer batch(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "multipart/mixed; boundary=\"batch_x\""));
    return organization.post("$batch", body + "--batch_x--\r\n", all.toArray(String[]::new));
  }

  private static String part(String request, String... lines) {
    return "--batch_x\r\n"
        + "Content-Type: application/http\r\n"
        + "Content-Transfer-Encoding: binary\r\n\r\n"
        + request
        + " HTTP/1.1\r\n"
        + String.join("\r\n", lines)
        + "\r\n\r\n";
  }

  private static String changeSet(String... parts) {
    StringBuilder set =
        new StringBuilder(
            "--batch_x\r\nContent-Type: multipart/mixed; boundary=changeset_y\r\n\r\n");
    int id = 1;
    for (String part : parts) {
      set.append("--changeset_y\r\nContent-Type: application/http\r\n")
          .append("Content-Transfer-Encoding: binary\r\nContent-ID: ")
          .append(id++)
          .append("\r\n\r\n")
          .append(part)
          .append("\r\n");
    }
    return set.append("--changeset_y--\r\n\r\n").toString();
  }

  private static String write(String request, String json) {
    return request + " HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + json;
  }

  private static List<Integer> statuses(Answer answer) {
    return STATUS
        .matcher(answer.body())
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void requestsAreAnsweredInOrderWhateverFormTheirUrlHas() {
    UUID id = organization.contact(Map.of("lastname", "Però"));
    Answer answer =
        batch(
            part("GET /api/data/v9.2/contacts(" + id + ")?$select=lastname")
                + part("GET " + organization.root() + "contacts(" + id + ")/lastname/$value")
                + part("GET contacts/$count", "Accept: application/json")
                + part(
                    "PATCH contacts(" + id + ")",
                    "Content-Type: application/json",
                    "Prefer: return=representation",
                    "",
                    "{\"lastname\":\"Çelik\"}"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .startsWith("multipart/mixed; boundary=batchresponse_");
    assertThat(statuses(answer)).containsExactly(200, 200, 200, 200);
    assertThat(answer.body())
        .containsSubsequence("\"lastname\":\"Però\"", "Però\r\n", "\r\n\r\n1\r\n", "Çelik");
  }

  @Test
  void theFirstFailureEndsTheBatchWithItsStatus() {
    Answer answer =
        batch(
            part("POST contacts", "", "{\"lastname\":\"A\"}")
                + part("POST contacts", "", "{\"nosuch\":1}")
                + part("POST contacts", "", "{\"lastname\":\"B\"}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(statuses(answer)).containsExactly(204, 400);
    assertThat(answer.body()).contains("0x80048d19");
    assertThat(organization.store().count("contact")).isEqualTo(1);
  }

  @Test
  void aBatchGoesOnAfterAFailureIfPreferred() {
    Answer answer =
        batch(
            part("POST contacts", "", "{\"lastname\":\"A\"}")
                + part("GET contacts(" + UUID.randomUUID() + ")")
                + changeSet(write("POST contacts", "{\"nosuch\":1}"))
                + part("POST contacts", "", "{\"lastname\":\"B\"}"),
            "Prefer",
            "odata.continue-on-error");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(statuses(answer)).containsExactly(204, 404, 400, 204);
    assertThat(organization.counted(Counter.CREATES)).isEqualTo(2);
  }

  @Test
  void aChangeSetIsDoneWhole() {
    UUID doomed = organization.contact(Map.of("lastname", "Z"));
    Answer answer =
        batch(
            changeSet(
                write("POST contacts", "{\"lastname\":\"A\"}"),
                write("POST contacts", "{\"lastname\":\"B\"}"),
                "DELETE contacts(" + doomed + ") HTTP/1.1\r\n"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(statuses(answer)).containsExactly(204, 204, 204);
    assertThat(answer.body())
        .containsSubsequence(
            "boundary=changesetresponse_", "Content-ID: 1", "Content-ID: 2", "Content-ID: 3");
    assertThat(organization.get("contacts").column("lastname")).containsExactly("A", "B");
    assertThat(organization.counted(Counter.CREATES)).isEqualTo(2);
    assertThat(organization.counted(Counter.DELETES)).isEqualTo(1);
  }

  @Test
  void aChangeSetThatFailsLeavesNoTrace() {
    UUID id = organization.contact(Map.of("lastname", "Z", "new_externalid", "7"));
    String link = organization.get("contacts", "Prefer", "odata.track-changes").deltaLink();
    String etag = organization.get("contacts(" + id + ")").header("ETag");
    Answer answer =
        batch(
            changeSet(
                write("POST contacts", "{\"lastname\":\"A\",\"new_externalid\":\"8\"}"),
                write("PATCH contacts(" + id + ")", "{\"new_externalid\":\"9\"}"),
                "DELETE contacts(" + id + ") HTTP/1.1\r\n",
                write("POST contacts", "{\"nosuch\":1}")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(statuses(answer)).containsExactly(400);
    assertThat(organization.get("contacts(" + id + ")").header("ETag")).isEqualTo(etag);
    assertThat(organization.store().count("contact")).isEqualTo(1);
    assertThat(organization.get(link).rows()).isEmpty();
    assertThat(organization.get("contacts(new_externalid='8')").status()).isEqualTo(404);
    assertThat(organization.get("contacts(new_externalid='7')").status()).isEqualTo(200);
    assertThat(organization.counted(Counter.CREATES)).isZero();
    assertThat(organization.post("contacts", "{\"lastname\":\"later\"}").status()).isEqualTo(204);
    assertThat(organization.get(link).column("lastname")).containsExactly("later");
  }

  @Test
  void requestsOfAChangeSetMayReferToEarlierOnes() {
    Answer answer =
        batch(
            changeSet(
                write("POST contacts", "{\"lastname\":\"A\"}"),
                write(
                    "POST adobe_emailopens",
                    "{\"subject\":\"S\","
                        + "\"regardingobjectid_contact_adobe_emailopen@odata.bind\":\"$1\"}"),
                write("PATCH $1", "{\"firstname\":\"F\"}"),
                write("PUT $1/mobilephone", "{\"value\":\"123\"}")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var contact = organization.get("contacts").rows().get(0);
    assertThat(contact.getString("firstname")).isEqualTo("F");
    assertThat(contact.getString("mobilephone")).isEqualTo("123");
    assertThat(organization.get("adobe_emailopens").column("_regardingobjectid_value"))
        .containsExactly(contact.getString("contactid"));
  }

  @Test
  void aReferenceToALaterRequestIsRefused() {
    Answer answer =
        batch(
            changeSet(
                write("PATCH $2", "{\"firstname\":\"F\"}"),
                write("POST contacts", "{\"lastname\":\"A\"}")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Content-ID Reference: '$2' does not exist");
  }

  @Test
  void readsInAChangeSetAndBatchesInABatchAreRefused() {
    assertThat(batch(changeSet("GET contacts HTTP/1.1\r\n")).status()).isEqualTo(400);
    assertThat(batch(part("POST $batch", "", "x")).status()).isEqualTo(400);
  }

  @Test
  void aThousandRequestsAreAllowedAndNoMore() {
    String one = part("GET contacts/$count");
    assertThat(statuses(batch(one.repeat(1000)))).hasSize(1000).containsOnly(200);
    Answer tooMany = batch(one.repeat(1001));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.errorMessage()).contains("at most 1000");
  }

  @Test
  void aBodyThatIsNoBatchIsRefused() {
    assertThat(organization.post("$batch", "{\"requests\":[]}").status()).isEqualTo(400);
    Answer unclosed =
        organization.post(
            "$batch", "--b\r\n\r\nGET contacts", "Content-Type", "multipart/mixed;boundary=b");
    assertThat(unclosed.status()).isEqualTo(400);
  }
}
