package io.tidegate.workflow.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.Misfit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EgressRulesTest {
  private static final EgressConfig STANDARD =
      EgressConfig.standard(EnumSet.allOf(EventType.class));

  @Test
  void what_comes_with_tidegate_is_right() {
    assertThat(EgressRules.misfits(STANDARD)).isEmpty();
  }

  private record Mutation(String pointer, Object value) {}

  @Provide
  Arbitrary<Mutation> oneThingWrong() {
    return Arbitraries.of(
        new Mutation("/source", null),
        new Mutation("/contactTable", "Contact!"),
        new Mutation("/contactWaitSeconds", 0),
        new Mutation("/files", null),
        new Mutation("/files/directory", ""),
        new Mutation("/files/archive", "/d365_loads/exports"),
        new Mutation("/files/pollSeconds", 0),
        new Mutation("/files/settledSeconds", 90_000),
        new Mutation("/files/truncatedSeconds", -1),
        new Mutation("/files/pageBytes", 10),
        new Mutation("/files/delimiter", ",,"),
        new Mutation("/files/delimiter", "\""),
        new Mutation("/files/charset", "UTF-16"),
        new Mutation("/files/charset", "klingon"),
        new Mutation("/rest", null),
        new Mutation("/rest/filter", "by time"),
        new Mutation("/rest/parameter", null),
        new Mutation("/rest/overlapSeconds", -1),
        new Mutation("/rest/pageRows", 0),
        new Mutation("/format/timestamp", "QQQQQQ{"),
        new Mutation("/format/sent", new JsonArray()),
        new Mutation("/format/opens", new JsonArray().add(" ")),
        new Mutation("/format/columns", null),
        new Mutation("/flows/0/id", "Send"),
        new Mutation("/flows/1/id", "email-send"),
        new Mutation("/flows/1/type", "SEND"),
        new Mutation("/flows/2/type", null),
        new Mutation("/flows/0/files", "a/b*.csv"),
        new Mutation("/flows/0/resource", ""),
        new Mutation("/flows/0/activity", null),
        new Mutation("/flows/0/activity/table", ""),
        new Mutation("/flows/0/activity/date", ""),
        new Mutation("/flows/0/activity/deliveryName", "adobe_campaignname"),
        new Mutation("/flows/0/activity/reason", "Reason"));
  }

  @Property(tries = 150)
  void one_thing_wrong_in_a_right_document_is_named_where_it_is(
      @ForAll("oneThingWrong") Mutation mutation) {
    JsonObject document = new JsonObject(STANDARD.toJson());
    put(document, mutation.pointer().substring(1), mutation.value());
    assertThat(EgressRules.misfits(EgressConfig.fromJson(document.encode())))
        .extracting(Misfit::pointer)
        .containsExactly(mutation.pointer());
  }

  private static void put(JsonObject parent, String path, Object value) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      parent.put(path, value);
      return;
    }
    String name = path.substring(0, slash);
    String rest = path.substring(slash + 1);
    if (parent.getValue(name) instanceof JsonArray list) {
      int next = rest.indexOf('/');
      int index = Integer.parseInt(rest.substring(0, next));
      put(list.getJsonObject(index), rest.substring(next + 1), value);
    } else {
      put(parent.getJsonObject(name), rest, value);
    }
  }

  private static EntityDefinition table(Map<String, String> types) {
    Map<String, Attribute> attributes = new HashMap<>();
    types.forEach(
        (name, type) -> attributes.put(name, new Attribute(name, type, OptionalInt.empty())));
    return new EntityDefinition(
        "adobe_emailsend", "adobe_emailsends", "activityid", false, attributes);
  }

  @Test
  void columns_that_the_activity_table_lacks_or_has_otherwise_are_named() {
    Map<String, String> types = new HashMap<>();
    types.put("subject", "String");
    types.put("regardingobjectid", "Lookup");
    types.put("adobe_senton", "DateTime");
    types.put("adobe_campaignname", "String");
    types.put("adobe_deliveryname", "String");
    types.put("adobe_mirrorpageurl", "Memo");
    EgressConfig.Flow send = STANDARD.flows().get(0);
    assertThat(EgressRules.misfits(send, table(types))).isEmpty();
    types.remove("subject");
    types.remove("adobe_deliveryname");
    types.put("adobe_senton", "String");
    types.put("adobe_campaignname", "Integer");
    assertThat(EgressRules.misfits(send, table(types)))
        .extracting(Misfit::pointer)
        .containsExactly(
            "/activity/table",
            "/activity/date",
            "/activity/campaignName",
            "/activity/deliveryName");
  }

  @Test
  void fields_and_the_filter_that_a_log_lacks_are_named() {
    EgressConfig.Flow open = STANDARD.flows().get(1);
    List<String> names = new ArrayList<>();
    open.type().fields().forEach(field -> names.add(field.usualName()));
    Map<String, ResourceType.Field> fields = new HashMap<>();
    names.forEach(
        name ->
            fields.put(name, new ResourceType.Field(name, "string", List.of(), Optional.empty())));
    assertThat(
            EgressRules.misfits(
                STANDARD,
                open,
                new ResourceType("trackingLogRcp", fields, Set.of("byLastModified"))))
        .isEmpty();
    fields.remove("trackingId");
    assertThat(
            EgressRules.misfits(
                STANDARD, open, new ResourceType("trackingLogRcp", fields, Set.of())))
        .extracting(Misfit::pointer)
        .containsExactly("/format/columns/TRACKING_ID", "/rest/filter");
  }
}
