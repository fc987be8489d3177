package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.QueryOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code $skiptoken} and {@code $deltatoken} say: a handful of numbers, opaque to clients. A
 * token belongs to the query it was made for. A skip token looks like the vendor's paging cookie.
 */
record PageToken(Map<String, Long> numbers) {
  private static final Pattern COOKIE = Pattern.compile("pagingcookie=\"([^\"]+)\"");
  private static final String QUERY = "query";

  /** Collects the numbers of a token. */
  static PageToken of(QueryOptions query) {
    return new PageToken(new HashMap<>(Map.of(QUERY, fingerprint(query))));
  }

  PageToken with(String name, long number) {
    numbers.put(name, number);
    return this;
  }

  long number(String name) {
    Long number = numbers.get(name);
    if (number == null) {
      throw malformed();
    }
    return number;
  }

  boolean has(String name) {
    return numbers.containsKey(name);
  }

  String opaque() {
    StringBuilder text = new StringBuilder();
    numbers.forEach((name, number) -> text.append(name).append('=').append(number).append(';'));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  String cookie() {
    return "<cookie pagenumber=\""
        + number("page")
        + "\" pagingcookie=\""
        + opaque()
        + "\" istracking=\"False\" />";
  }

  /** Reads a skip token made for this query. */
  static PageToken ofCookie(String cookie, QueryOptions query) {
    Matcher matcher = COOKIE.matcher(cookie);
    if (!matcher.find()) {
      throw malformed();
    }
    return ofOpaque(matcher.group(1), query);
  }

  /** Reads a delta token made for this query. */
  static PageToken ofOpaque(String opaque, QueryOptions query) {
    Map<String, Long> numbers = new HashMap<>();
    try {
      String text = new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8);
      for (String pair : text.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          numbers.put(pair.substring(0, equals), Long.valueOf(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    PageToken token = new PageToken(numbers);
    if (token.number(QUERY) != fingerprint(query)) {
      throw new ODataSyntaxException(
          "The query options differ from those of the request that began this read: follow the link"
              + " as it was given.");
    }
    return token;
  }

  private static long fingerprint(QueryOptions query) {
    Map<String, String> options = new HashMap<>(query.values());
    options.remove("$skiptoken");
    options.remove("$deltatoken");
    return options.hashCode();
  }

  private static ODataSyntaxException malformed() {
    return new ODataSyntaxException("The token in the URL is malformed.");
  }
}
