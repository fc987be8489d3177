package io.tidegate.configuration.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.InvalidConfigurationException.Place;
import io.tidegate.configuration.Saved;
import io.tidegate.configuration.file.YamlReader.Content;
import io.tidegate.mapping.Misfit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigurationFileTest {
  private static final String EXAMPLE =
      """
      tidegate: 1
      connections:
        dynamics:
          url: https://contoso.crm4.dynamics.com
          tenant: contoso.onmicrosoft.com
          clientId: 5f0e1b1c-3c1d-4f57-9f06-0f5f0f0f0f0f
      ingress:
        flows:
        - id: contact
          mapping:
            entity: contact
            sourceKey: contactid
            resource: profile
            targetKey: externalId
            filter:
              all:
              - attribute: statecode
                operator: eq
                value: 0
            attributes:
            - target: firstName
              source: firstname
              conversion:
                type: text
                maxLength: 30
            - target: gender
              source: gendercode
              conversion:
                type: valueTable
                values:
                  1: male
                  2: female
          lookupFilter: byExternalId
          lookupParameter: externalId_parameter
          deletions: off
      """;

  @Property(tries = 300)
  void what_is_exported_reads_back_as_the_same_and_is_exported_as_the_same_text(
      @ForAll("documents") Map<Document, JsonObject> documents) {
    String text = YamlConfigurationFile.write(saved(documents));

    Map<Document, JsonObject> read = canonical(YamlConfigurationFile.read(text).result());

    assertThat(read).isEqualTo(documents);
    assertThat(YamlConfigurationFile.write(saved(read))).isEqualTo(text);
  }

  @Property(tries = 500)
  void a_damaged_file_is_refused_as_a_person_would_want_and_never_otherwise(
      @ForAll("damaged") String text) {
    refusedOrRead(text);
  }

  @Property(tries = 500)
  void a_text_that_is_anything_is_refused_as_a_person_would_want(@ForAll String text) {
    refusedOrRead(text);
    refusedOrRead("tidegate: 1\ningress: " + text);
  }

  @Example
  void the_example_reads_with_the_numbers_of_its_lines() {
    Content content = YamlConfigurationFile.read(EXAMPLE).result();

    JsonObject flow =
        content.json().getJsonObject("ingress").getJsonArray("flows").getJsonObject(0);
    assertThat(flow.getString("deletions")).isEqualTo("off");
    assertThat(content.place("/ingress/flows/0/mapping/attributes/1/source"))
        .isEqualTo(new Place(27, 9));
    assertThat(content.place("/ingress/flows/0/mapping/attributes/1/nothing"))
        .isEqualTo(new Place(26, 9));
    assertThat(canonical(content)).containsOnlyKeys(Document.CONNECTIONS, Document.INGRESS);
  }

  @Example
  void the_documented_example_is_one() throws IOException {
    Matcher example =
        Pattern.compile("```yaml\n(tidegate: 1.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/configuration-file.md")));

    assertThat(example.find()).isTrue();
    assertThat(canonical(YamlConfigurationFile.read(example.group(1)).result()))
        .containsOnlyKeys(Document.values());
  }

  @Example
  void words_that_others_take_for_yes_and_no_are_quoted() {
    assertThat(YamlWriter.write(new JsonObject().put("deletions", "off").put("x", "007")))
        .isEqualTo("deletions: \"off\"\nx: \"007\"\n");
  }

  @Example
  void what_json_does_not_have_is_refused_with_its_line() {
    refused("tidegate: 1\ningress: &a {}\n", 2, "Anchors");
    refused("tidegate: 1\ningress: *a\n", 2, "Anchors");
    refused("tidegate: 1\ningress: !!java.net.URL [x]\n", 2, "Tags");
    refused("tidegate: 1\ntidegate: 1\n", 2, "twice");
    refused("tidegate: 1\n? [a]\n: b\n", 2, "key");
    refused("tidegate: 1\n---\ntidegate: 1\n", 2, "second document");
    refused("tidegate: 1\ningress: [\n", 3, "not YAML");
    refused("", 1, "empty");
    refused("- 1\n", 1, "no properties");
    refused("tidegate: 1\ningress: " + "[".repeat(200) + "]".repeat(200), 2, "too deep");
    refused("x".repeat(YamlReader.MAX_CHARACTERS + 1), 1, "larger than 1 MB");
  }

  @Example
  void what_has_another_form_is_named_where_it_stands() {
    refused("connections: {}\n", 1, "\"tidegate\" is missing");
    refused("tidegate: 2\n", 1, "Another value");
    refused(EXAMPLE.replace("    tenant:", "    tennant:"), 5, "no property \"tennant\"");
    refused(EXAMPLE.replace("maxLength: 30", "maxLength: long"), 25, "another type");
    refused(EXAMPLE.replace("type: text", "type: words"), 24, "not one of the values");
    refused(EXAMPLE.replace("operator: eq", "operator: is"), 18, "not one of the values");
    refused(EXAMPLE.replace("    lookupFilter: byExternalId\n", ""), 9, "\"lookupFilter\"");
  }

  private static void refused(String yaml, int line, String message) {
    InvalidConfigurationException refused =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () -> {
              throw YamlConfigurationFile.read(yaml).cause();
            });
    Misfit first = refused.misfits().get(0);
    assertThat(first.message()).contains(message);
    assertThat(first.remedy()).isNotBlank();
    assertThat(refused.misfits()).hasSize(1);
    assertThat(refused.place(first)).map(Place::line).contains(line);
  }

  private static void refusedOrRead(String text) {
    try {
      var read = YamlConfigurationFile.read(text);
      if (read.failed()) {
        assertThat(read.cause()).isInstanceOf(InvalidConfigurationException.class);
      } else {
        canonical(read.result());
      }
    } catch (InvalidConfigurationException refused) {
      assertThat(refused.misfits()).isNotEmpty();
    }
  }

  private static Map<Document, JsonObject> canonical(Content content) {
    Map<Document, JsonObject> canonical = new EnumMap<>(Document.class);
    YamlConfigurationFile.documents(content)
        .forEach(
            (document, body) -> canonical.put(document, DocumentForm.canonical(document, body)));
    return canonical;
  }

  private static Map<Document, Saved> saved(Map<Document, JsonObject> documents) {
    Map<Document, Saved> saved = new EnumMap<>(Document.class);
    documents.forEach(
        (document, content) ->
            saved.put(document, new Saved(document, 1, null, "test", null, content)));
    return saved;
  }

  @Provide
  Arbitrary<Map<Document, JsonObject>> documents() {
    return Combinators.combine(connections(), flow().list().ofMaxSize(4), columns(), text())
        .as(
            (connections, flows, columns, glob) -> {
              Map<Document, JsonObject> all = new EnumMap<>(Document.class);
              put(all, Document.CONNECTIONS, connections);
              put(all, Document.INGRESS, new JsonObject().put("flows", new JsonArray(flows)));
              put(
                  all,
                  Document.EGRESS,
                  new JsonObject()
                      .put("source", "REST")
                      .put("files", new JsonObject().put("directory", glob))
                      .put(
                          "format",
                          new JsonObject()
                              .put("timestamp", glob)
                              .put("bounces", new JsonArray(columns))));
              put(all, Document.CONSENT, new JsonObject().put("exportGlob", glob));
              return all;
            });
  }

  private static void put(Map<Document, JsonObject> all, Document document, JsonObject content) {
    all.put(document, DocumentForm.canonical(document, content));
  }

  private static Arbitrary<JsonObject> connections() {
    return Combinators.combine(text(), text(), Arbitraries.doubles().between(0, 1e9), maybe())
        .as(
            (url, user, pace, present) -> {
              JsonObject connections = new JsonObject();
              if (present) {
                connections.put(
                    "dynamics",
                    new JsonObject()
                        .put("url", url)
                        .put("clientId", user)
                        .put("requestsPerSecond", pace));
              }
              return connections.put(
                  "sftp", new JsonObject().put("host", url).put("user", user).put("hostKey", user));
            });
  }

  private static Arbitrary<JsonObject> flow() {
    return Combinators.combine(
            text(), attribute().list().ofMaxSize(5), filter(), maybe(), Arbitraries.integers())
        .as(
            (name, attributes, filter, flag, number) ->
                new JsonObject()
                    .put("id", "flow-" + Math.abs(number % 1_000))
                    .put("enabled", flag)
                    .put(
                        "mapping",
                        new JsonObject()
                            .put("entity", name)
                            .put("sourceKey", name)
                            .put("resource", name)
                            .put("targetKey", name)
                            .put("picklists", flag ? "value" : "label")
                            .put("filter", flag ? filter : null)
                            .put("attributes", new JsonArray(attributes))
                            .put("links", new JsonArray()))
                    .put("lookupFilter", name)
                    .put("lookupParameter", name)
                    .put("deletions", flag ? "off" : "anonymise")
                    .put("pollSeconds", number));
  }

  private static Arbitrary<JsonObject> attribute() {
    return Combinators.combine(text(), constant(), columns(), text(), maybe())
        .as(
            (target, constant, keys, text, flag) -> {
              JsonObject attribute =
                  new JsonObject().put("target", target).put("applyUpdates", flag);
              if (flag) {
                return attribute.put("constant", constant);
              }
              Map<String, Object> values = new TreeMap<>();
              keys.forEach(key -> values.put(key, text));
              return attribute
                  .put("source", target)
                  .put("empty", constant)
                  .put(
                      "conversion",
                      new JsonObject()
                          .put("type", "valueTable")
                          .put("values", new JsonObject(values))
                          .put("otherwise", text));
            });
  }

  private static Arbitrary<JsonObject> filter() {
    Arbitrary<JsonObject> condition =
        Combinators.combine(text(), constant().injectNull(0.3))
            .as(
                (attribute, value) ->
                    new JsonObject()
                        .put("attribute", attribute)
                        .put("operator", "eq")
                        .put("value", value));
    return condition
        .list()
        .ofMaxSize(3)
        .map(some -> new JsonObject().put("all", new JsonArray(some)).copy())
        .map(all -> new JsonObject().put("any", new JsonArray().add(all)));
  }

  private static Arbitrary<Object> constant() {
    return Arbitraries.oneOf(
        text().map(Object.class::cast),
        maybe().map(Object.class::cast),
        Arbitraries.integers().map(Object.class::cast),
        Arbitraries.longs().map(Object.class::cast),
        Arbitraries.doubles().map(Object.class::cast));
  }

  private static Arbitrary<List<String>> columns() {
    return text().list().uniqueElements().ofMaxSize(4);
  }

  private static Arbitrary<Boolean> maybe() {
    return Arbitraries.of(true, false);
  }

  /** Also what looks like something else, or would end a line or a text. */
  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars(" :#-.'\"\n\t[]{}&*!|>%@`~,?")
            .ofMaxLength(12),
        Arbitraries.of(
            "off",
            "yes",
            "No",
            "null",
            "~",
            "1",
            "0x1F",
            "1e3",
            "1_000",
            ".5",
            "2026-01-01",
            "12:30:00",
            "",
            " ",
            "- x",
            "a: b",
            "a #b",
            "---",
            "...",
            "=",
            "<<",
            "\u0085",
            "\ufeff",
            "\ud83d\ude00",
            "\u2028",
            "x".repeat(200)));
  }

  @Provide
  Arbitrary<String> damaged() {
    return Combinators.combine(
            Arbitraries.integers().between(0, EXAMPLE.length() - 1),
            Arbitraries.integers().between(0, 30),
            Arbitraries.oneOf(
                text(), Arbitraries.of("null", "{}", "[]", "1", "true", "\n", "  ", ": ", "- ")))
        .as(
            (at, length, with) ->
                EXAMPLE.substring(0, at)
                    + with
                    + EXAMPLE.substring(Math.min(EXAMPLE.length(), at + length)));
  }

  @Example
  void every_place_of_the_example_may_be_anything() {
    for (String value : List.of("null", "[]", "{}", "1.5", "true", "\"\"", "[1, {a: b}]")) {
      List<String> lines = new ArrayList<>(EXAMPLE.lines().toList());
      for (int i = 0; i < lines.size(); i++) {
        String kept = lines.get(i);
        lines.set(i, kept.replaceFirst(":.*", ": " + value));
        refusedOrRead(String.join("\n", lines));
        lines.set(i, kept);
      }
    }
  }
}
