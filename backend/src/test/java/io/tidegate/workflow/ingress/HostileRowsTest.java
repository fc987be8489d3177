package io.tidegate.workflow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.RetriableException;
import io.tidegate.dynamics.ChangePage;
import io.tidegate.queue.Change;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows as no decent source sends them: each is queued in a form that can be explained. */
class HostileRowsTest {
  private static final String KEY = "new_subscriptionid";
  private static final String ID = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
  private static final Fitted FIT =
      Fitted.of(
          Schemas.flow(Schemas.mapping(Schemas.attributes(), null, Schemas.TO_ACCOUNT)),
          Schemas.subscription(),
          Schemas.resource(),
          Map.of("account", "account"));

  @Property(tries = 1_000)
  void whatever_a_row_holds_it_is_queued_under_its_key(
      @ForAll("rows") Map<String, Object> columns) {
    JsonObject row = new JsonObject(new java.util.HashMap<>(columns)).put(KEY, ID);
    Change change = queued(row);
    assertThat(change.key()).isEqualTo(ID);
    assertThat(QueuedRecord.decode(change.payload())).isNotNull();
  }

  @Provide
  Arbitrary<Map<String, Object>> rows() {
    Arbitrary<String> columns =
        Arbitraries.of(
            "new_name",
            "new_amount",
            "new_seats",
            "new_kind",
            "new_active",
            "new_startday",
            "createdon",
            "_ownerid_value",
            "_new_accountid_value",
            "_new_accountid_value@Microsoft.Dynamics.CRM.lookuplogicalname");
    return Arbitraries.maps(columns, values());
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.strings().all().ofMaxLength(80).asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.of(
                        "\0",
                        "\ud83d",
                        "\udc00x",
                        "2026-02-30",
                        "0000-00-00T99:99:99Z",
                        "<img src=x onerror=alert(1)>",
                        "' or 1 eq 1",
                        "1e999999999")
                    .asGeneric()));
    return Arbitraries.oneOf(
        List.of(
            plain,
            plain.list().ofMaxSize(3).map(JsonArray::new).asGeneric(),
            plain.map(value -> new JsonObject().put("$link", value)).asGeneric(),
            plain
                .map(value -> new JsonObject().put("a", new JsonArray().addNull().add(value)))
                .asGeneric()));
  }

  @ParameterizedTest
  @MethodSource("unwritable")
  void what_no_system_stores_is_refused_and_the_attribute_named(Object value, String why) {
    Change change = queued(new JsonObject().put(KEY, ID).put("new_name", value));
    assertThat(QueuedRecord.decode(change.payload()).unmappable())
        .contains("new_name")
        .contains(why);
  }

  static Stream<Object[]> unwritable() {
    return Stream.of(
        new Object[] {"A\0B", "NUL"},
        new Object[] {"A\ud83d", "half of one"},
        new Object[] {new JsonObject().put("$link", new JsonObject()), "no single value"},
        new Object[] {new JsonArray().add("A").add("B"), "no single value"});
  }

  @Test
  void a_text_of_ten_megabytes_is_cut_as_the_mapping_says() {
    Change change = queued(new JsonObject().put(KEY, ID).put("new_name", "x".repeat(10 << 20)));
    assertThat(change.payload().length()).isLessThan(1_000);
  }

  @ParameterizedTest
  @MethodSource("unusableKeys")
  void a_row_that_does_not_say_which_it_is_is_asked_for_again(Object key) {
    ChangePage page = page(List.of(new JsonObject().put(KEY, key)), List.of());
    assertThatThrownBy(() -> page.keyed(KEY))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining(KEY);
  }

  static Stream<Object> unusableKeys() {
    return Stream.of(
        5, "", "a\0b", "\ud83d", "x".repeat(1_000), new JsonObject(), new JsonArray(), true);
  }

  @Test
  void a_row_or_a_deletion_without_a_key_is_asked_for_again() {
    ChangePage row = page(List.of(new JsonObject().putNull(KEY)), List.of());
    ChangePage deletion = page(List.of(), java.util.Arrays.asList(ID, null));
    assertThatThrownBy(() -> row.keyed(KEY)).isInstanceOf(RetriableException.class);
    assertThatThrownBy(() -> deletion.keyed(KEY)).isInstanceOf(RetriableException.class);
  }

  private static ChangePage page(List<JsonObject> rows, List<String> deleted) {
    return new ChangePage(rows, deleted, Optional.empty(), Optional.of("delta"));
  }

  private static Change queued(JsonObject row) {
    PageChanges.Reading reading = new PageChanges.Reading(FIT, true, false, 0);
    return PageChanges.of(reading, List.of(row), List.of()).changes().get(0);
  }
}
