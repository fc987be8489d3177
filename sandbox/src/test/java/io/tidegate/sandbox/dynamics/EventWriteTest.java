package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What writing marketing events that must not come twice rests on. */
class EventWriteTest {
  private static final String BATCH = "multipart/mixed; boundary=batch_x";

  @AutoClose private final Organization organization = new Organization();

  private static String part(UUID activity, UUID contact) {
    return """
        --batch_x
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        PATCH adobe_emailopens(%s) HTTP/1.1
        Content-Type: application/json
        If-None-Match: *

        {"subject":"s","regardingobjectid_contact_adobe_emailopen@odata.bind":"contacts(%s)"}
        """
        .formatted(activity, contact)
        .replace("\n", "\r\n");
  }

  @Test
  void each_part_of_a_batch_creates_its_row_or_says_why_not() {
    UUID contact = organization.contact(Map.of("lastname", "Doe"));
    UUID present = UUID.randomUUID();
    organization.store().upsert("adobe_emailopen", present, Map.of("subject", "before"));

    Answer answer =
        organization.post(
            "$batch",
            part(UUID.randomUUID(), contact)
                + part(present, contact)
                + part(UUID.randomUUID(), UUID.randomUUID())
                + part(UUID.randomUUID(), contact)
                + "--batch_x--\r\n",
            "Content-Type",
            BATCH,
            "Prefer",
            "odata.continue-on-error");

    assertThat(answer.body())
        .containsSubsequence("204", "412", "0x80040237", "404", "0x80040217", "204");
    assertThat(organization.store().count("adobe_emailopen")).isEqualTo(3);
    assertThat(organization.store().find("adobe_emailopen", present).orElseThrow())
        .containsEntry("subject", "before");
  }

  @Test
  void a_create_that_is_bound_to_a_contact_that_is_gone_is_refused() {
    Answer answer =
        organization.post(
            "adobe_emailsends",
            new JsonObject()
                .put(
                    "regardingobjectid_contact_adobe_emailsend@odata.bind",
                    "/contacts(" + UUID.randomUUID() + ")")
                .encode());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("0x80040217");
    assertThat(organization.store().count("adobe_emailsend")).isZero();
  }

  @Test
  void a_patch_returns_the_row_with_its_new_version_if_preferred() {
    UUID contact = organization.contact(Map.of("lastname", "Doe", "new_donotsms", false));
    String url = "contacts(" + contact + ")";
    String before = organization.get(url).json().getString("@odata.etag");

    JsonObject row =
        organization
            .patch(url, "{\"new_donotsms\":true}", "Prefer", "return=representation")
            .json();

    assertThat(row.getBoolean("new_donotsms")).isTrue();
    assertThat(row.getString("@odata.etag"))
        .isNotEqualTo(before)
        .isEqualTo(organization.get(url).json().getString("@odata.etag"));
  }
}
