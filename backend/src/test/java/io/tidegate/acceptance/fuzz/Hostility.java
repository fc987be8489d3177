package io.tidegate.acceptance.fuzz;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Bodies and parameters that are nearly as described: one thing or the other is not. */
final class Hostility {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "\udfff x",
          "\ufeff",
          "\u202e",
          "<img src=x onerror=alert(1)>",
          "<script>alert(1)</script>",
          "'; DROP TABLE queue.address; --",
          "$1",
          "${jndi:ldap://x}",
          "../../../etc/passwd",
          "%00%0d%0a",
          "\r\nX-Injected: yes",
          "9999-99-99T99:99:99Z",
          "0000-00-00",
          "+292278994-08-17T07:12:55Z",
          "-1",
          "NaN",
          "true",
          "null",
          "é".repeat(5_000),
          "😀".repeat(300),
          "x".repeat(70_000));

  private static final List<String> FRAGMENTS =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "-0.0",
          "1e999",
          "1e-999",
          "9223372036854775808",
          "123456789012345678901234567890",
          "0.1",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"\":{}}",
          "{\"__proto__\":{\"x\":1}}",
          "\"\\ud800\"",
          "\"\\u0000\"");

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "id", List.of("ingress", "egress", "consent"),
          "flow", List.of("contact", "email-send", "email"),
          "workflow", List.of("ingress", "egress", "consent"),
          "document", List.of("connections", "ingress", "egress", "consent"),
          "connection", List.of("dynamics", "campaign", "sftp"),
          "name", List.of("contact", "profile", "nobody"),
          "version", List.of("0", "1", "2"));

  private final Described described;
  private final Random random;

  Hostility(Described described, Random random) {
    this.described = described;
    this.random = random;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A parameter's value, encoded for a path or a query. */
  String parameter(JsonObject parameter) {
    JsonObject schema = described.resolved(parameter.getJsonObject("schema"));
    List<String> known = KNOWN.get(parameter.getString("name"));
    String value =
        chance(0.3)
            ? any(TEXTS)
            : known != null && !schema.containsKey("format")
                ? any(known)
                : String.valueOf(plain(schema));
    String shorter = value.substring(0, Math.min(value.length(), 3_000));
    return chance(0.05)
        ? any(List.of("%", "%zz", "%c0%af", "%ff", "..", "%2e%2e", "%2f"))
        : URLEncoder.encode(shorter, StandardCharsets.UTF_8);
  }

  /** A body's bytes. */
  byte[] body(JsonObject schema) {
    StringBuilder json = new StringBuilder();
    write(schema, json, 0);
    String text = json.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!chance(0.25)) {
      return bytes;
    }
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> text.getBytes(StandardCharsets.UTF_16);
      case 2 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
      case 3 -> "{\"a\":".repeat(2_000).getBytes(StandardCharsets.UTF_8);
      case 4 -> (text + text).getBytes(StandardCharsets.UTF_8);
      case 5 -> (" ".repeat(3 << 20) + text).getBytes(StandardCharsets.UTF_8);
      case 6 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, 0x28};
      case 7 -> new byte[0];
      default -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Any text, for a message on the websocket. */
  String message() {
    return chance(0.5)
        ? any(TEXTS).replaceAll("[\\ud800-\\udfff]", "?")
        : "{\"type\":" + any(FRAGMENTS) + "}" + (chance(0.5) ? "" : any(FRAGMENTS));
  }

  private void write(JsonObject given, StringBuilder json, int depth) {
    JsonObject schema = chosen(described.resolved(given));
    if (depth > 0 && chance(0.06)) {
      json.append(chance(0.5) ? any(FRAGMENTS) : text(any(TEXTS)));
    } else if (schema.containsKey("properties")) {
      writeObject(schema, json, depth);
    } else if (schema.containsKey("items") && depth < 12) {
      json.append('[');
      int size = random.nextInt(3);
      for (int i = 0; i < size; i++) {
        json.append(i == 0 ? "" : ",");
        write(schema.getJsonObject("items"), json, depth + 1);
      }
      json.append(']');
    } else {
      Object plain = plain(schema);
      json.append(plain instanceof String string ? text(string) : String.valueOf(plain));
    }
  }

  private void writeObject(JsonObject schema, StringBuilder json, int depth) {
    JsonObject properties = schema.getJsonObject("properties");
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    json.append('{');
    boolean first = true;
    for (String name : properties.fieldNames()) {
      double share = required.contains(name) ? 0.97 : depth > 8 ? 0 : 0.6;
      int times = chance(share) ? chance(0.02) ? 2 : 1 : 0;
      for (int i = 0; i < times; i++) {
        json.append(first ? "" : ",").append(text(name)).append(':');
        write(properties.getJsonObject(name), json, depth + 1);
        first = false;
      }
    }
    if (chance(0.05)) {
      json.append(first ? "" : ",").append("\"unknown\":").append(any(FRAGMENTS));
    }
    json.append('}');
  }

  /** One of several alternatives; all that is to hold together. */
  private JsonObject chosen(JsonObject schema) {
    for (String alternatives : List.of("oneOf", "anyOf")) {
      if (schema.containsKey(alternatives)) {
        JsonArray of = schema.getJsonArray(alternatives);
        return chosen(described.resolved(of.getJsonObject(random.nextInt(of.size()))));
      }
    }
    if (schema.containsKey("allOf")) {
      JsonObject all = schema.copy();
      all.remove("allOf");
      schema
          .getJsonArray("allOf")
          .forEach(part -> all.mergeIn(chosen(described.resolved((JsonObject) part)), true));
      return all;
    }
    return schema;
  }

  /** A value as described, as far as that is easily had. */
  private Object plain(JsonObject schema) {
    if (schema.containsKey("const")) {
      return schema.getValue("const");
    }
    if (schema.containsKey("enum")) {
      return any(schema.getJsonArray("enum").stream().toList());
    }
    if (schema.containsKey("example") && chance(0.7)) {
      return schema.getValue("example");
    }
    Object type = schema.getValue("type");
    String name = type instanceof JsonArray several ? several.getString(0) : String.valueOf(type);
    return switch (name) {
      case "integer", "number" -> random.nextInt(5);
      case "boolean" -> random.nextBoolean();
      case "array" -> new JsonArray();
      case "object" -> new JsonObject();
      default ->
          "uuid".equals(schema.getString("format"))
              ? new UUID(random.nextLong(), random.nextLong()).toString()
              : any(List.of("contact", "firstname", "x", "2026-11-29T00:00:00Z", "a@x.example"));
    };
  }

  /** As JSON writes it: lone surrogates as escapes, so that they survive UTF-8. */
  private static String text(String value) {
    StringBuilder json = new StringBuilder();
    String encoded = Json.encode(value);
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      json.append(Character.isSurrogate(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return json.toString();
  }
}
