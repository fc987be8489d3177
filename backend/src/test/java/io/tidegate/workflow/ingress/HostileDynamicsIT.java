package io.tidegate.workflow.ingress;

import static io.tidegate.store.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.Condition;
import io.tidegate.workflow.ingress.SpoilingProxy.Spoiled;
import io.tidegate.workflow.ingress.SpoilingProxy.Spoiling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes from Dynamics is no page, or holds what no system stores. */
class HostileDynamicsIT {
  private static final String NEXT = "@odata.nextLink";
  private static final String DELTA = "@odata.deltaLink";

  @RegisterExtension final RunningIngress ingress = new RunningIngress();

  @ParameterizedTest
  @MethodSource("noPages")
  void what_is_no_page_is_a_condition_and_all_arrives_when_it_is_one_again(Spoiling spoiling)
      throws TimeoutException {
    ingress.linked(30, 0, 0);
    SpoilingProxy between = ingress.hostile("accounts");
    between.spoil(spoiling);
    ingress.start(RunningIngress.account());
    ingress.until(
        "it is asked again and again, and said so", () -> between.spoiled() > 3 && isRetrying());
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
    between.spoil(null);
    ingress.until("all is there", () -> ingress.records("cusAccount").size() == 30);
    assertThat(ingress.deadLetters()).isEmpty();
  }

  static Stream<Named<Spoiling>> noPages() {
    return Stream.of(
        Named.of("a page of HTML", (url, body) -> new Spoiled("text/html", "<h1>Sign in</h1>")),
        Named.of("HTML that is called JSON", (url, body) -> Spoiled.json("<script>1</script>")),
        Named.of("half a page", (url, body) -> Spoiled.json(body.substring(0, body.length() / 2))),
        Named.of(
            "nesting without end",
            (url, body) -> Spoiled.json("{\"value\":" + "[".repeat(100_000))),
        Named.of("no rows", (url, body) -> Spoiled.json("{\"value\":null}")),
        Named.of("rows that are none", (url, body) -> Spoiled.json("{\"value\":[1,\"a\",null]}")),
        Named.of(
            "a row without a key", (url, body) -> firstRow(body, row -> row.remove("accountid"))),
        Named.of(
            "a key with NUL", (url, body) -> firstRow(body, row -> row.put("accountid", "a\0b"))),
        Named.of(
            "a page that leads to itself",
            (url, body) -> {
              JsonObject page = new JsonObject(body);
              page.remove(DELTA);
              return Spoiled.json(page.put(NEXT, url).encode());
            }));
  }

  @Test
  void what_no_system_stores_becomes_a_dead_letter_and_the_rest_is_written_as_it_is()
      throws TimeoutException {
    ingress.linked(30, 0, 0);
    SpoilingProxy between = ingress.hostile("accounts");
    between.spoil((url, body) -> Spoiled.json(hostileNames(body)));
    ingress.start(RunningIngress.account());
    ingress.until(
        "all is written or refused",
        () -> ingress.isIdle() && ingress.records("cusAccount").size() == 27);
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
    assertThat(ingress.deadLetters())
        .hasSize(3)
        .allSatisfy(letter -> assertThat(letter).contains("attribute name"));
    assertThat(ingress.records("cusAccount"))
        .extracting(record -> record.getString("cusName"))
        .contains("<img src=x onerror=alert(1)>", "second");

    between.spoil(null);
    await(ingress.supervisor().replay("ingress", "account"));
    ingress.until("both sides agree", () -> names("accounts").equals(written()));
  }

  private static String hostileNames(String body) {
    JsonObject page = new JsonObject(body);
    JsonArray rows = page.getJsonArray("value");
    List<Object> names =
        List.of(
            "A\0B",
            "@@half@@",
            new JsonObject().put("$link", new JsonObject().put("flow", "account").put("key", "1")),
            "<img src=x onerror=alert(1)>",
            "@@twice@@");
    for (int i = 0; i < Math.min(names.size(), rows.size()); i++) {
      rows.getJsonObject(i).put("name", names.get(i));
    }
    return page.encode()
        .replace("@@half@@", "A\\ud83d")
        .replace("\"name\":\"@@twice@@\"", "\"name\":\"first\",\"name\":\"second\"");
  }

  private static Spoiled firstRow(String body, java.util.function.Consumer<JsonObject> change) {
    JsonObject page = new JsonObject(body);
    change.accept(page.getJsonArray("value").getJsonObject(0));
    return Spoiled.json(page.encode());
  }

  private boolean isRetrying() {
    Condition condition = ingress.flow("account").condition();
    return condition != null && condition.code() == Condition.Code.RETRYING;
  }

  private Map<String, String> names(String entitySet) {
    Map<String, String> names = new TreeMap<>();
    ingress
        .rows(entitySet, "accountid", "name")
        .forEach((id, row) -> names.put(id, row.getString("name")));
    return names;
  }

  private Map<String, String> written() {
    Map<String, String> names = new TreeMap<>();
    ingress
        .records("cusAccount")
        .forEach(
            record -> names.put(record.getString("cusExternalId"), record.getString("cusName")));
    return names;
  }
}
