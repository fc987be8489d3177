package io.tidegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a client sends, it is answered, and never with a fault of ours. */
class FuzzTest {
  private static TestServer server;

  @BeforeContainer
  static void start() {
    server = TestServer.start();
  }

  @AfterContainer
  static void close() {
    server.close();
  }

  @Property(tries = 300)
  void anyPathIsAnswered(@ForAll("paths") String path, @ForAll("methods") HttpMethod method) {
    HttpResponse<Buffer> response =
        server.send(method, path, MultiMap.caseInsensitiveMultiMap(), null);

    isNoFault(response);
  }

  @Property(tries = 200)
  void anyQueryIsAnswered(@ForAll("segments") String name, @ForAll("segments") String value) {
    for (String parameter :
        List.of("limit", "before", "reasonCode", "from=0&to", "to=saved&from", "refresh", name)) {
      for (String list :
          List.of(
              "/api/v1/configuration/ingress/versions",
              "/api/v1/configuration/egress/diff",
              "/api/v1/schema/dynamics/entities",
              "/api/v1/schema/campaign/resources/profile",
              "/api/v1/dead-letters",
              "/api/v1/consent/" + FakePeople.KNOWN + "/ledger",
              "/api/v1/privacy/erasures")) {
        isNoFault(server.get(list + "?" + parameter + "=" + value));
      }
    }
  }

  @Property(tries = 200)
  void anyBodyIsAnswered(@ForAll("bodies") byte[] body, @ForAll("types") String type) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
    for (String path :
        List.of(
            "/api/v1/workflows/ingress/flows/contact/deletions",
            "/api/v1/workflows/ingress/start",
            "/api/v1/workflows/ingress/flows/contact/replay",
            "/api/v1/workflows/ingress/flows/contact/replay/preview",
            "/api/v1/configuration/ingress/check",
            "/api/v1/configuration/import",
            "/api/v1/connections/dynamics/test",
            "/api/v1/mappings/suggest",
            "/api/v1/mappings/try",
            "/api/v1/dead-letters/preview",
            "/api/v1/dead-letters/replay",
            "/api/v1/dead-letters/discard",
            "/api/v1/privacy/erasures")) {
      isNoFault(server.send(HttpMethod.POST, path, headers, Buffer.buffer(body)));
    }
  }

  @Property(tries = 200)
  void anySaveIsAnswered(
      @ForAll("bodies") byte[] body, @ForAll("types") String type, @ForAll("etags") String etag) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add("Content-Type", type).add("If-Match", etag);
    isNoFault(
        server.send(HttpMethod.PUT, "/api/v1/configuration/ingress", headers, Buffer.buffer(body)));
    isNoFault(
        server.send(
            HttpMethod.POST,
            "/api/v1/configuration/consent/restore",
            headers,
            Buffer.buffer(body)));
    isNoFault(
        server.send(
            HttpMethod.PUT,
            "/api/v1/connections/secrets/sftp.privateKey",
            headers,
            Buffer.buffer(body)));
  }

  @Property(tries = 200)
  void anyImportIsAnswered(@ForAll("bodies") byte[] body, @ForAll("etags") String header) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/yaml")
            .add("X-Tidegate-Author", header)
            .add("X-Tidegate-Note", header);
    for (String query : List.of("", "?dryRun=true", "?dryRun=maybe")) {
      isNoFault(
          server.send(
              HttpMethod.POST,
              "/api/v1/configuration/import" + query,
              headers,
              Buffer.buffer(body)));
    }
  }

  @Property(tries = 100)
  void anyMessageOnTheWebsocketIsSurvived(@ForAll String message) throws Exception {
    LiveClient client = LiveClient.connect(server);
    client.next("snapshot");
    client.send(message);
    assertThat(client.closeCode()).isEqualTo(4400);
    client.close();
  }

  private static void isNoFault(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).as(response.bodyAsString()).isLessThan(500);
    if (response.statusCode() >= 400 && response.body() != null) {
      assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Provide
  Arbitrary<HttpMethod> methods() {
    return Arbitraries.of(
        HttpMethod.GET,
        HttpMethod.HEAD,
        HttpMethod.POST,
        HttpMethod.PUT,
        HttpMethod.DELETE,
        HttpMethod.PATCH,
        HttpMethod.OPTIONS,
        HttpMethod.valueOf("BREW"));
  }

  @Provide
  Arbitrary<String> segments() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "api",
            "v1",
            "workflows",
            "ingress",
            "start",
            "stop",
            "history",
            "dead-letters",
            "groups",
            "source",
            "discard",
            "flows",
            "contact",
            "replay",
            "deletions",
            "consent",
            FakePeople.KNOWN,
            "ledger",
            "privacy",
            "erasures",
            "live",
            "docs",
            "health",
            "ready",
            "metrics",
            "configuration",
            "versions",
            "diff",
            "check",
            "restore",
            "export",
            "import",
            "schema.json",
            "connections",
            "secrets",
            "sftp.password",
            "test",
            "schema",
            "dynamics",
            "entities",
            "mappings",
            "suggest",
            "try",
            "preview",
            "problems",
            "assets",
            "..",
            ".",
            "",
            "%2e%2e",
            "%2f",
            "%00",
            "%",
            "%zz",
            "%c0%af",
            "+",
            "-1",
            "0",
            "1",
            "9223372036854775808",
            "1e400",
            "NaN",
            "true",
            "null",
            "[]",
            "%5B%5D"),
        Arbitraries.strings().withChars("abcXYZ019-._~!$&'()*+,;=:@%\"<>\\^`{|}").ofMaxLength(30),
        Arbitraries.strings().withCharRange('\u00a1', '\u30ff').ofMaxLength(8));
  }

  @Provide
  Arbitrary<String> paths() {
    return segments().list().ofMaxSize(8).map(segments -> "/" + String.join("/", segments));
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<String> json =
        Arbitraries.of(
            "{}",
            "[]",
            "null",
            "0",
            "\"\"",
            "{\"decision\":null}",
            "{\"decision\":[]}",
            "{\"decision\":\"approve\",\"more\":1}",
            "{\"decision\":\"approve\"",
            "1e999",
            "{\"person\":null}",
            "{\"person\":\"" + FakePeople.KNOWN + "\",\"more\":1}",
            "{\"person\":\"jane\"}",
            "{\"content\":{}}",
            "{\"content\":{\"flows\":[null,{}]},\"note\":null,\"author\":\"\"}",
            "{\"content\":{\"flows\":[]},\"note\":7}",
            "{\"version\":0}",
            "{\"version\":-1}",
            "{\"version\":1e300}",
            "{\"value\":\"\\u0000\"}",
            "{\"kind\":\"since\",\"since\":\"9999999999-01-01T00:00:00Z\"}",
            "{\"kind\":\"ids\",\"ids\":[]}",
            "{\"kind\":\"filter\",\"filter\":{\"all\":null}}",
            "{\"kind\":\"filter\",\"filter\":{\"all\":[null]}}",
            "{\"kind\":\"filter\",\"filter\":" + "{\"any\":[".repeat(300) + "]}".repeat(300) + "}",
            "{\"ids\":[1,1e300,null]}",
            "{\"ids\":[0],\"upTo\":1}",
            "{\"ids\":[1.0,2e0]}",
            "{\"ids\":[" + "1,".repeat(2000) + "1]}",
            "{\"upTo\":1e3}",
            "{\"upTo\":-1,\"reasonCode\":\"\"}",
            "{\"upTo\":9007199254740991,\"key\":\"\\u0000\\ud800\"}",
            "{\"action\":\"replay\",\"selection\":null}",
            "{\"action\":\"replay\",\"selection\":{\"upTo\":\"1\"}}",
            "{\"action\":\"discard\",\"selection\":{\"ids\":[1],\"flow\":\"x\"}}",
            "{\"flow\":{},\"records\":0}",
            "{\"flow\":{\"id\":1},\"ids\":[\"\"]}",
            "{\"connection\":null}",
            "{\"connection\":{\"url\":[]},\"secrets\":{\"clientSecret\":\"\"}}",
            "{\"entity\":\"\",\"resource\":\"x\"}",
            "{\"decision\":{\"decision\":\"approve\"}}",
            "[".repeat(5000),
            "{\"a\":".repeat(5000));
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    return Arbitraries.oneOf(bytes, json.map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Values of headers; what HTTP itself forbids there cannot be sent. */
  @Provide
  Arbitrary<String> etags() {
    return Arbitraries.oneOf(
        Arbitraries.of("\"0\"", "\"1\"", "0", "*", "W/\"0\"", "\"", "\"\\\"", "{}", "[]", "%"),
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40),
        Arbitraries.strings().withCharRange('\u00a1', '\u00ff').ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> types() {
    Arbitrary<String> parameter =
        Arbitraries.of("", "; charset=utf-8", ";charset=nonsense", "; boundary=x", ";");
    return Combinators.combine(
            Arbitraries.of(
                "application/json",
                "APPLICATION/JSON",
                "application/json-patch+json",
                "application/yaml",
                "text/plain",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "nonsense",
                "/"),
            parameter)
        .as(String::concat);
  }
}
