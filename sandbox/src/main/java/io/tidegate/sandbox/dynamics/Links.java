package io.tidegate.sandbox.dynamics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The URLs an answer carries. */
final class Links {
  private Links() {}

  /** The URL that goes on with a read: the same query with a token. */
  static String next(ApiRequest request, EntityType type, String tokenName, String token) {
    StringBuilder url = new StringBuilder(request.root()).append(type.entitySetName()).append('?');
    for (Map.Entry<String, String> option : request.query().values().entrySet()) {
      if (!option.getKey().equals("$skiptoken") && !option.getKey().equals("$deltatoken")) {
        url.append(option.getKey()).append('=').append(encode(option.getValue())).append('&');
      }
    }
    return url.append(tokenName).append('=').append(encode(token)).toString();
  }

  static String row(ApiRequest request, EntityType type, Row row) {
    return request.root() + type.entitySetName() + "(" + row.id() + ")";
  }

  /** The context of rows: which columns were selected, and what is told of them. */
  static String context(ApiRequest request, EntityType type, String suffix) {
    String select = String.join(",", request.query().select());
    return request.root()
        + "$metadata#"
        + type.entitySetName()
        + (select.isEmpty() ? "" : "(" + select + ")")
        + suffix;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",");
  }
}
