package io.tidegate.sandbox.campaign;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request's URL taken apart. Links in answers are made from it, so that they use the form by
 * which the request came.
 *
 * @param base URL up to and without {@code /profileAndServices}
 * @param organisation the organisation in the path, if there is one
 * @param service {@code profileAndServices} or {@code profileAndServicesExt}
 * @param segments what follows it, decoded
 * @param url the whole URL without its query
 * @param query the query as it came, empty when there is none
 */
record Address(
    String base,
    Optional<String> organisation,
    String service,
    List<String> segments,
    String url,
    String query) {
  static final String BUILT_IN = "profileAndServices";
  static final String EXTENDED = "profileAndServicesExt";

  private static final String ROOT = "/campaign/";
  private static final String JSON = ".json";
  private static final String LINE_START = "_lineStart=";

  /** The address of a request; empty when it is none of Campaign's. */
  static Optional<Address> of(HttpServerRequest request) {
    String path = withoutSuffix(request.path());
    if (!path.startsWith(ROOT)) {
      return Optional.empty();
    }
    String[] parts = path.substring(ROOT.length()).split("/", -1);
    int at = parts.length > 0 && isService(parts[0]) ? 0 : 1;
    if (at >= parts.length || !isService(parts[at])) {
      return Optional.empty();
    }
    String origin = request.scheme() + "://" + request.authority();
    return Optional.of(
        new Address(
            origin + "/campaign" + (at == 0 ? "" : "/" + parts[0]),
            at == 0 ? Optional.empty() : Optional.of(parts[0]),
            parts[at],
            decoded(parts, at + 1),
            origin + path,
            request.query() == null ? "" : request.query()));
  }

  private static boolean isService(String part) {
    return part.equals(EXTENDED) || part.equals(BUILT_IN);
  }

  private static String withoutSuffix(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.endsWith(JSON) ? bare.substring(0, bare.length() - JSON.length()) : bare;
  }

  private static List<String> decoded(String[] parts, int from) {
    return List.of(parts).subList(from, parts.length).stream()
        .map(part -> part.indexOf('%') < 0 ? part : URLDecoder.decode(part, StandardCharsets.UTF_8))
        .toList();
  }

  /** Whether custom fields and filters are in view. */
  boolean extended() {
    return service.equals(EXTENDED);
  }

  /** The URL of a resource below the service, such as {@code profile}. */
  String resource(String name) {
    return base + "/" + service + "/" + name;
  }

  /** The URL of one record. */
  String record(String resource, String key) {
    return resource(resource) + "/" + key;
  }

  /** The URL of the page that starts elsewhere. */
  String startingAt(String lineStart) {
    String rest = queryWithoutStart();
    return url + "?" + rest + (rest.isEmpty() ? "" : "&") + LINE_START + lineStart;
  }

  /** The URL that counts what this one lists. */
  String count() {
    String rest = queryWithoutStart();
    return url + "/_count" + (rest.isEmpty() ? "" : "?" + rest);
  }

  private String queryWithoutStart() {
    return query.contains(LINE_START)
        ? String.join(
            "&",
            List.of(query.split("&")).stream()
                .filter(pair -> !pair.startsWith(LINE_START))
                .toList())
        : query;
  }
}
