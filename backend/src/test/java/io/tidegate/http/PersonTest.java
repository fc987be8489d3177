package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The consent ledger and erasure over HTTP. */
class PersonTest {
  private static final String LEDGER = "/api/v1/consent/" + FakePeople.KNOWN + "/ledger";
  private static final String ERASURES = "/api/v1/privacy/erasures";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static JsonObject of(String person) {
    return new JsonObject().put("person", person);
  }

  @Test
  void pagesThroughALedgerWithoutAnEmptyPageAtItsEnd() {
    JsonArray all = new JsonArray();
    int pages = 0;
    Long next = null;
    do {
      String before = next == null ? "" : "&before=" + next;
      JsonObject page = server.get(LEDGER + "?limit=40" + before).bodyAsJsonObject();
      all.addAll(page.getJsonArray("entries"));
      next = page.getLong("next");
      pages++;
    } while (next != null);

    assertThat(pages).isEqualTo(3);
    assertThat(all).hasSize(120);
    assertThat(all.getJsonObject(0).getLong("id")).isEqualTo(120);
    assertThat(all.getJsonObject(119).getLong("id")).isEqualTo(1);
  }

  @Test
  void knowsAPersonByAnIdInCapitalsToo() {
    String path = "/api/v1/consent/" + FakePeople.KNOWN.toUpperCase(Locale.ROOT) + "/ledger";

    assertThat(server.get(path).bodyAsJsonObject().getJsonArray("entries")).hasSize(50);
  }

  @Test
  void theLedgerOfAPersonNobodyDecidedAnythingAboutIsEmpty() {
    JsonObject page =
        server
            .get("/api/v1/consent/00000000-0000-0000-0000-000000000001/ledger")
            .bodyAsJsonObject();

    assertThat(page.getJsonArray("entries")).isEmpty();
    assertThat(page.getValue("next")).isNull();
  }

  @Test
  void refusesAPersonWhoseIdIsNone() {
    for (String id : new String[] {"jane@example.org", "7f2a9c1e", FakePeople.KNOWN + "0"}) {
      HttpResponse<Buffer> ledger = server.get("/api/v1/consent/" + id + "/ledger");
      assertThat(ledger.statusCode()).as(id).isEqualTo(400);
      assertThat(ledger.bodyAsJsonObject().getString("parameter")).isEqualTo("person");
      HttpResponse<Buffer> erasure = server.post(ERASURES, of(id));
      assertThat(erasure.statusCode()).as(id).isEqualTo(400);
      assertThat(erasure.bodyAsJsonObject().getString("parameter")).isEqualTo("body");
    }
    assertThat(server.people().erased()).isEmpty();
  }

  @Test
  void erasesAPersonAndSaysWhereTheOutcomeWillBe() {
    HttpResponse<Buffer> response =
        server.post(ERASURES, of(FakePeople.KNOWN.toUpperCase(Locale.ROOT)));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.getHeader("Location")).isEqualTo(ERASURES + "/1");
    assertThat(response.bodyAsJsonObject().getValue("completedAt")).isNull();
    assertThat(server.people().erased()).containsExactly(FakePeople.KNOWN);
    server.people().complete();
    JsonObject proof = server.get(response.getHeader("Location")).bodyAsJsonObject();
    assertThat(proof.getString("completedAt")).isEqualTo("2026-11-24T09:15:31Z");
    assertThat(proof.getJsonObject("removed").getLong("consentLedger")).isEqualTo(4);
    assertThat(proof.encode()).doesNotContain(FakePeople.KNOWN);
  }

  @Test
  void listsTheProofsNewestFirst() {
    server.post(ERASURES, of(FakePeople.KNOWN));
    server.post(ERASURES, of(FakePeople.KNOWN));

    JsonObject first = server.get(ERASURES + "?limit=1").bodyAsJsonObject();
    assertThat(first.getJsonArray("erasures").getJsonObject(0).getLong("id")).isEqualTo(2);
    assertThat(first.getLong("next")).isEqualTo(2);
    JsonObject last = server.get(ERASURES + "?limit=1&before=2").bodyAsJsonObject();
    assertThat(last.getJsonArray("erasures").getJsonObject(0).getLong("id")).isEqualTo(1);
    assertThat(last.getValue("next")).isNull();
  }

  @Test
  void saysThatThereIsNoSuchErasure() {
    HttpResponse<Buffer> response = server.get(ERASURES + "/7");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo("There is no erasure 7.");
    assertThat(server.get(ERASURES + "/none").statusCode()).isEqualTo(400);
  }

  @Test
  void pagesOfOtherSitesEraseNobody() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("Origin", "https://example.org");

    HttpResponse<Buffer> response =
        server.send(HttpMethod.POST, ERASURES, headers, of(FakePeople.KNOWN).toBuffer());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(server.people().erased()).isEmpty();
  }

  @Test
  void theLogDoesNotTellWhoseLedgerCouldNotBeRead() {
    Logger logger = (Logger) LoggerFactory.getLogger(Problems.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      server.people().failWith(new IllegalStateException("broken"));
      String encoded = LEDGER.replace("7f2a", "%37%66%32%61");

      assertThat(server.get(LEDGER).statusCode()).isEqualTo(500);
      assertThat(server.get(encoded).statusCode()).isEqualTo(500);
      assertThat(log.list)
          .hasSize(2)
          .allSatisfy(
              event ->
                  assertThat(event.getFormattedMessage())
                      .contains("/api/v1/consent/…/ledger")
                      .doesNotContain("9c1e"));
    } finally {
      logger.detachAppender(log);
    }
  }
}
