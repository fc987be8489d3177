package io.tidegate.acceptance.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API as its OpenAPI file describes it. */
final class Described {

  /**
   * One operation.
   *
   * @param parameters resolved
   * @param bodyType the content type of its body; null if it takes none
   * @param statuses what it may answer
   */
  record Operation(
      String method,
      String path,
      List<JsonObject> parameters,
      String bodyType,
      JsonObject body,
      Set<String> statuses) {

    String name() {
      return method + " " + path;
    }
  }

  private final JsonObject root;

  Described() {
    try (InputStream file =
        Objects.requireNonNull(
            Described.class.getResourceAsStream("/openapi/tidegate.yaml"), "the OpenAPI file")) {
      Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      root = new JsonObject(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    JsonObject paths = root.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : List.of("get", "put", "post", "delete", "patch")) {
        if (item.containsKey(method)) {
          operations.add(operation(path, method, item));
        }
      }
    }
    return operations;
  }

  private Operation operation(String path, String method, JsonObject item) {
    JsonObject operation = item.getJsonObject(method);
    List<JsonObject> parameters = new ArrayList<>();
    for (JsonObject of : List.of(item, operation)) {
      for (Object parameter : of.getJsonArray("parameters", new JsonArray())) {
        parameters.add(resolved((JsonObject) parameter));
      }
    }
    JsonObject content =
        resolved(operation.getJsonObject("requestBody", new JsonObject()))
            .getJsonObject("content", new JsonObject());
    String type = content.isEmpty() ? null : content.fieldNames().iterator().next();
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        type,
        type == null ? null : content.getJsonObject(type).getJsonObject("schema"),
        Set.copyOf(operation.getJsonObject("responses").fieldNames()));
  }

  /** What a reference leads to; anything else as it is. */
  JsonObject resolved(JsonObject schema) {
    String reference = schema.getString("$ref");
    if (reference == null) {
      return schema;
    }
    return resolved((JsonObject) JsonPointer.from(reference.substring(1)).queryJson(root));
  }
}
