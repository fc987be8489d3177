package io.tidegate.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.configuration.Change.Kind;
import io.tidegate.mapping.Mappings;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  @Test
  void a_row_of_a_value_table_is_said_as_it_stands() {
    assertThat(ingress(contact -> table(contact).getJsonObject("values").put("Male", "1")))
        .containsExactly("ADDED contact · gender: Male → 1 added");
    assertThat(ingress(contact -> table(contact).getJsonObject("values").remove("2")))
        .containsExactly("REMOVED contact · gender: 2 → female removed");
    assertThat(ingress(contact -> table(contact).getJsonObject("values").put("2", "unknown")))
        .containsExactly("CHANGED contact · gender: 2 → female is now 2 → unknown");
    assertThat(ingress(contact -> table(contact).put("unlisted", "refuse")))
        .containsExactly(
            "CHANGED contact · gender: values that are not listed: otherwise → refuse");
  }

  @Test
  void numbers_have_their_units() {
    assertThat(ingress(contact -> contact.put("pollSeconds", 90).put("parentWaitSeconds", 7_200)))
        .containsExactly(
            "CHANGED contact: wait for a parent: 3 days → 2 h",
            "CHANGED contact: time between two looks: 5 s → 90 s");
    assertThat(ingress(contact -> contact.put("heldDeletionShare", 0.125)))
        .containsExactly(
            "CHANGED contact: share of deletions that waits for approval: 5 % → 12.5 %");
  }

  @Test
  void a_filter_is_said_as_odata() {
    assertThat(
            ingress(
                contact ->
                    contact
                        .getJsonObject("mapping")
                        .put(
                            "filter",
                            new JsonObject()
                                .put("attribute", "statecode")
                                .put("operator", "eq")
                                .put("value", 0))))
        .containsExactly("CHANGED contact: filter: all records → statecode eq 0");
  }

  @Test
  void switches_are_switched() {
    assertThat(ingress(contact -> contact.put("enabled", false)))
        .containsExactly("CHANGED contact: switched off");
    assertThat(ingress(contact -> attribute(contact, "firstName").put("applyUpdates", false)))
        .containsExactly("CHANGED contact · firstName: updates: applied → not applied");
  }

  @Test
  void attribute_mappings_are_told_apart_by_their_targets() {
    assertThat(
            ingress(
                contact -> {
                  JsonArray attributes =
                      contact.getJsonObject("mapping").getJsonArray("attributes");
                  attributes.add(
                      0, new JsonObject().put("target", "cusOrigin").put("constant", "CRM"));
                  attributes.remove(attributes.size() - 1);
                  attribute(contact, "firstName").put("source", "nickname");
                  attribute(contact, "lastName").remove("conversion");
                }))
        .contains(
            "ADDED contact · cusOrigin: added always \"CRM\"",
            "CHANGED contact · firstName: from firstname → from nickname")
        .anyMatch(
            text -> text.startsWith("CHANGED contact · lastName: conversion: text of at most"))
        .anyMatch(text -> text.startsWith("REMOVED contact · "))
        .hasSize(4);
  }

  @Test
  void flows_come_and_go_and_their_order_is_said() {
    JsonObject one = ingress();
    JsonObject two = ingress();
    JsonObject account = two.getJsonArray("flows").getJsonObject(0).copy().put("id", "account");
    account.getJsonObject("mapping").put("entity", "account").put("resource", "cusAccount");
    two.getJsonArray("flows").add(account);
    assertThat(said(Document.INGRESS, one, two))
        .containsExactly("ADDED account: added: account → cusAccount");
    assertThat(said(Document.INGRESS, two, one)).containsExactly("REMOVED account: removed");
    JsonObject swapped = two.copy();
    swapped.put(
        "flows",
        new JsonArray()
            .add(two.getJsonArray("flows").getJsonObject(1))
            .add(two.getJsonArray("flows").getJsonObject(0)));
    assertThat(said(Document.INGRESS, two, swapped))
        .containsExactly("CHANGED ingress: order of the flows changed");
  }

  @Test
  void connections_and_channels_have_their_names() {
    JsonObject before = connections();
    JsonObject after = connections();
    after.getJsonObject("dynamics").put("requestsPerSecond", 10.0);
    after.remove("sftp");
    assertThat(said(Document.CONNECTIONS, before, after))
        .containsExactly(
            "CHANGED Dynamics 365: requests a second: not set → 10.0",
            "REMOVED SFTP server: removed");
    JsonObject consent = BuiltIn.content(Document.CONSENT);
    JsonObject edited = consent.copy();
    edited.getJsonArray("rows").getJsonObject(0).put("direction", "dynamicsToCampaign");
    assertThat(said(Document.CONSENT, consent, edited))
        .containsExactly("CHANGED e-mail: direction: both directions → Dynamics 365 to Campaign");
  }

  @Property(tries = 500)
  void equal_documents_have_no_differences_and_different_ones_have_some(
      @ForAll Document document, @ForAll long seed) {
    JsonObject before = rich(document);
    JsonObject after = before.copy();
    assertThat(Differences.between(document, before, after)).isEmpty();
    Random random = new Random(seed);
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      mutate(after, random);
    }
    Assume.that(!after.equals(before));
    List<Change> changes = Differences.between(document, before, after);
    assertThat(changes).isNotEmpty();
    assertThat(changes).isEqualTo(Differences.between(document, before, after));
    assertThat(Differences.between(document, after, before)).isNotEmpty();
    for (Change change : changes) {
      Object version = change.kind() == Kind.REMOVED ? before : after;
      assertThat(JsonPointer.from(change.pointer()).queryJson(version))
          .as("what %s points to", change)
          .isNotNull();
      assertThat(change.subject()).isNotBlank();
      assertThat(change.text()).isNotBlank();
    }
  }

  private static JsonObject rich(Document document) {
    return switch (document) {
      case CONNECTIONS -> connections();
      case INGRESS -> {
        JsonObject ingress = ingress();
        JsonObject second = ingress.getJsonArray("flows").getJsonObject(0).copy().put("id", "two");
        second
            .getJsonObject("mapping")
            .put("links", new JsonArray().add(link("cusAccount")).add(link("cusOther")))
            .put(
                "filter",
                new JsonObject()
                    .put(
                        "all",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("attribute", "a")
                                    .put("operator", "eq")
                                    .put("value", "b"))));
        ingress.getJsonArray("flows").add(second);
        yield ingress;
      }
      case EGRESS, CONSENT -> BuiltIn.content(document);
    };
  }

  private static JsonObject link(String target) {
    return new JsonObject().put("target", target).put("source", "parent").put("flow", "contact");
  }

  /** Changes something, anywhere. */
  private static void mutate(JsonObject json, Random random) {
    List<Runnable> edits = new ArrayList<>();
    collect(json, random, edits);
    edits.get(random.nextInt(edits.size())).run();
  }

  private static void collect(Object value, Random random, List<Runnable> edits) {
    if (value instanceof JsonObject object) {
      edits.add(() -> object.put("new" + random.nextInt(3), random.nextInt(3)));
      for (Map.Entry<String, Object> entry : List.copyOf(object.stream().toList())) {
        edits.add(() -> object.remove(entry.getKey()));
        edits.add(() -> object.put(entry.getKey(), other(random)));
        collect(entry.getValue(), random, edits);
      }
    } else if (value instanceof JsonArray array) {
      edits.add(() -> array.add(other(random)));
      edits.add(() -> Collections.shuffle(array.getList(), random));
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        edits.add(() -> array.remove(index));
        edits.add(() -> array.add(array.getValue(random.nextInt(array.size()))));
        collect(array.getValue(index), random, edits);
      }
    }
  }

  private static Object other(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "text " + random.nextInt(3);
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> new JsonObject().put("type", "valueTable");
      default -> 0.25;
    };
  }

  private static List<String> ingress(Consumer<JsonObject> edit) {
    JsonObject before = ingress();
    JsonObject after = ingress();
    edit.accept(after.getJsonArray("flows").getJsonObject(0));
    return said(Document.INGRESS, before, after);
  }

  private static List<String> said(Document document, JsonObject before, JsonObject after) {
    return Differences.between(document, before, after).stream()
        .map(change -> change.kind() + " " + change.subject() + ": " + change.text())
        .toList();
  }

  private static JsonObject table(JsonObject flow) {
    return attribute(flow, "gender").getJsonObject("conversion");
  }

  private static JsonObject attribute(JsonObject flow, String target) {
    return flow.getJsonObject("mapping").getJsonArray("attributes").stream()
        .map(JsonObject.class::cast)
        .filter(attribute -> attribute.getString("target").equals(target))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject ingress() {
    JsonObject config =
        new JsonObject(
            new IngressConfig(
                    List.of(
                        IngressConfig.Flow.standard(
                            "contact",
                            Mappings.contactToProfile(),
                            "byExternalId",
                            "externalId_parameter",
                            DeletionPolicy.OFF)))
                .toJson());
    config.getJsonArray("flows").getJsonObject(0).remove("initialConsent");
    return DocumentForm.canonical(Document.INGRESS, config);
  }

  private static JsonObject connections() {
    return new JsonObject()
        .put("dynamics", new JsonObject().put("url", "https://a").put("clientId", "c"))
        .put(
            "campaign",
            new JsonObject()
                .put("url", "https://b")
                .put("scopes", new JsonArray().add("one").add("two")))
        .put("sftp", new JsonObject().put("host", "h").put("port", 22));
  }
}
