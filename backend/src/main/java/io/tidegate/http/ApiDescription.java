package io.tidegate.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's descriptions: {@code openapi/tidegate.yaml}, by which requests are routed and
 * validated, and {@code asyncapi/tidegate.yaml}. Both are served as they are written.
 */
final class ApiDescription {
  static final String OPENAPI = "openapi/tidegate.yaml";
  static final String ASYNCAPI = "asyncapi/tidegate.yaml";

  private final OpenAPIContract contract;
  private final JsonObject description;
  private final Buffer openApi;
  private final Buffer asyncApi;

  private ApiDescription(OpenAPIContract contract, Buffer openApi, Buffer asyncApi) {
    this.contract = contract;
    this.description = parse(openApi);
    this.openApi = openApi;
    this.asyncApi = asyncApi;
  }

  static Future<ApiDescription> load(Vertx vertx) {
    return vertx
        .executeBlocking(() -> List.of(read(OPENAPI), read(ASYNCAPI)))
        .compose(
            files ->
                OpenAPIContract.from(vertx, routable(parse(files.get(0))))
                    .map(contract -> new ApiDescription(contract, files.get(0), files.get(1))));
  }

  OpenAPIContract contract() {
    return contract;
  }

  Handler<RoutingContext> openApi() {
    return context -> serve(context, openApi);
  }

  Handler<RoutingContext> asyncApi() {
    return context -> serve(context, asyncApi);
  }

  /** The methods a described path has; empty when the path is not described. */
  List<String> methods(String path) {
    Path found = contract.findPath(path);
    if (found == null) {
      return List.of();
    }
    TreeSet<String> methods = new TreeSet<>();
    for (Operation operation : found.getOperations()) {
      methods.add(operation.getHttpMethod().name());
      if (operation.getHttpMethod().equals(HttpMethod.GET)) {
        methods.add(HttpMethod.HEAD.name());
      }
    }
    methods.add(HttpMethod.OPTIONS.name());
    return List.copyOf(methods);
  }

  /** The media type of the body that is described for a request; empty when none is. */
  Optional<String> bodyType(String path, HttpMethod method) {
    Path found = contract.findPath(path);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(description.getJsonObject("paths").getJsonObject(found.getName()))
        .map(item -> item.getJsonObject(method.name().toLowerCase(Locale.ROOT)))
        .map(operation -> operation.getJsonObject("requestBody"))
        .map(body -> body.getJsonObject("content").fieldNames().iterator().next());
  }

  private static void serve(RoutingContext context, Buffer yaml) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(yaml);
  }

  static JsonObject parse(Buffer yaml) {
    Map<String, Object> map =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.toString());
    return new JsonObject(map);
  }

  static Buffer read(String resource) {
    try (InputStream stream = ApiDescription.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The class path lacks " + resource + ".");
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The description without what Vert.x refuses to load although it needs none of it: a relative
   * server address, and answers in media types that it cannot validate; and without what it cannot
   * validate: bodies in such media types, and headers, which it takes for JSON. Those are left to
   * their handlers.
   */
  private static JsonObject routable(JsonObject description) {
    JsonObject copy = description.copy();
    copy.remove("servers");
    dropForeignAnswers(copy.getJsonObject("components").getJsonObject("responses"));
    for (String path : copy.getJsonObject("paths").fieldNames()) {
      JsonObject item = copy.getJsonObject("paths").getJsonObject(path);
      item.fieldNames().stream()
          .map(item::getValue)
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .forEach(
              operation -> {
                dropForeignAnswers(operation.getJsonObject("responses"));
                dropForeignBody(operation);
                dropHeaders(
                    operation, copy.getJsonObject("components").getJsonObject("parameters"));
              });
    }
    return copy;
  }

  private static void dropHeaders(JsonObject operation, JsonObject shared) {
    Iterator<Object> parameters = operation.getJsonArray("parameters", new JsonArray()).iterator();
    while (parameters.hasNext()) {
      JsonObject parameter = (JsonObject) parameters.next();
      String reference = parameter.getString("$ref");
      JsonObject described =
          reference == null
              ? parameter
              : shared.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
      if ("header".equals(described.getString("in"))) {
        parameters.remove();
      }
    }
  }

  private static void dropForeignBody(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody");
    if (body != null
        && body.getJsonObject("content").fieldNames().stream()
            .noneMatch(MediaType::isMediaTypeSupported)) {
      operation.remove("requestBody");
    }
  }

  private static void dropForeignAnswers(JsonObject responses) {
    for (String status : responses.fieldNames()) {
      JsonObject content = responses.getJsonObject(status).getJsonObject("content");
      if (content != null) {
        content.fieldNames().stream()
            .filter(type -> !MediaType.isMediaTypeSupported(type))
            .toList()
            .forEach(content::remove);
      }
    }
  }
}
