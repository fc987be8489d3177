package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.Condition;
import io.tidegate.workflow.ingress.SpoilingProxy.Spoiled;
import io.tidegate.workflow.ingress.SpoilingProxy.Spoiling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Campaign answers is a condition: never a crash, never a record written twice. */
class HostileCampaignIT {
  @RegisterExtension private final RunningIngress ingress = new RunningIngress();

  @ParameterizedTest
  @MethodSource("noPages")
  void what_is_no_page_is_a_condition_and_nothing_is_written_twice_when_it_is_one_again(
      Spoiling spoiling) throws TimeoutException {
    ingress.linked(30, 0, 0);
    ingress.start(RunningIngress.account());
    ingress.until("all is there", () -> ingress.records("cusAccount").size() == 30);
    ingress.pool().query("DELETE FROM workflow.record_map").execute().await();
    ingress.pool().query("DELETE FROM workflow.record_map_index").execute().await();
    SpoilingProxy between = ingress.hostileTarget("cusAccount");
    between.spoil(spoiling);

    ingress.restart(RunningIngress.account());

    ingress.until(
        "it is asked again and again, and said so", () -> between.spoiled() > 3 && isRetrying());
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
    between.spoil(null);
    ingress.replay("account");
    ingress.until("it goes on", () -> !isRetrying() && ingress.isIdle());
    assertThat(ingress.records("cusAccount")).hasSize(30);
    assertThat(ingress.deadLetters()).isEmpty();
  }

  static Stream<Named<Spoiling>> noPages() {
    return Stream.of(
        Named.of("a page of HTML", (url, body) -> new Spoiled("text/html", "<h1>Sign in</h1>")),
        Named.of("half a page", (url, body) -> Spoiled.json(body.substring(0, body.length() / 2))),
        Named.of("no content", (url, body) -> Spoiled.json("{\"content\":null}")),
        Named.of("records that are none", (url, body) -> Spoiled.json("{\"content\":[1,null]}")),
        Named.of(
            "a record without an address", (url, body) -> first(body, each -> each.remove("href"))),
        Named.of(
            "an address that is none", (url, body) -> first(body, each -> each.put("href", 7))),
        Named.of("a key with NUL", (url, body) -> first(body, each -> each.put("PKey", "@a\0b"))),
        Named.of(
            "a page that leads to itself",
            (url, body) ->
                Spoiled.json(
                    new JsonObject(body).put("next", new JsonObject().put("href", url)).encode())));
  }

  @Test
  void a_record_of_ten_megabytes_or_with_a_strange_key_is_read_like_the_others()
      throws TimeoutException {
    ingress.linked(30, 0, 0);
    SpoilingProxy between = ingress.hostileTarget("cusAccount");
    between.spoil(
        (url, body) ->
            Spoiled.json(
                new JsonObject(body)
                    .put(
                        "content",
                        new JsonArray()
                            .add(strange(between, 1).put("cusExternalId", 17))
                            .add(strange(between, 2).put("cusExternalId", "a\0b"))
                            .add(
                                strange(between, 3)
                                    .put("cusExternalId", "x")
                                    .put("cusName", "x".repeat(10 << 20))))
                    .encode()));
    ingress.start(RunningIngress.account());
    ingress.until("all is there", () -> ingress.records("cusAccount").size() == 30);
    assertThat(ingress.workflow().status()).isEqualTo("RUNNING");
    assertThat(ingress.deadLetters()).isEmpty();
  }

  private static JsonObject strange(SpoilingProxy between, int number) {
    return new JsonObject()
        .put("PKey", "@strange" + number)
        .put("href", between.url() + "/campaign/contoso/cusAccount/@strange" + number);
  }

  private static Spoiled first(String body, Consumer<JsonObject> change) {
    JsonObject page = new JsonObject(body);
    change.accept(page.getJsonArray("content").getJsonObject(0));
    return Spoiled.json(page.encode());
  }

  private boolean isRetrying() {
    Condition condition = ingress.flow("account").condition();
    return condition != null && condition.code() == Condition.Code.RETRYING;
  }
}
