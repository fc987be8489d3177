package io.tidegate.sandbox.dynamics.odata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The query part of a URL, decoded. */
public record QueryOptions(Map<String, String> values) {
  private static final Set<String> KNOWN =
      Set.of(
          "$select",
          "$filter",
          "$orderby",
          "$top",
          "$count",
          "$expand",
          "$skiptoken",
          "$deltatoken");

  /**
   * Reads what stands behind the question mark.
   *
   * @throws ODataSyntaxException when it names an option the service does not have ({@code $skip},
   *     {@code $search}, a misspelt one); names without {@code $} are the client's own
   */
  public static QueryOptions parse(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        if (!part.isEmpty()) {
          int equals = part.indexOf('=');
          String name = decode(equals < 0 ? part : part.substring(0, equals));
          if (name.startsWith("$") && !KNOWN.contains(name)) {
            throw new ODataSyntaxException("The query parameter " + name + " is not supported");
          }
          values.put(name, equals < 0 ? "" : decode(part.substring(equals + 1)));
        }
      }
    }
    return new QueryOptions(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ODataSyntaxException("The query is not well encoded: " + e.getMessage());
    }
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The names in {@code $select}; empty when all columns are asked for. */
  public List<String> select() {
    return get("$select")
        .filter(select -> !select.isBlank() && !select.trim().equals("*"))
        .map(select -> Arrays.stream(select.split(",", -1)).map(String::trim).toList())
        .orElse(List.of());
  }

  public Optional<Filter> filter() {
    return get("$filter").map(filter -> FilterParser.parse(filter, values));
  }

  public List<OrderBy> orderBy() {
    return get("$orderby").map(OrderBy::parse).orElse(List.of());
  }

  public List<Expand> expand() {
    return get("$expand").map(Expand::parse).orElse(List.of());
  }

  /** {@code $top}; at least 1. */
  public Optional<Integer> top() {
    return get("$top")
        .map(
            top -> {
              try {
                int number = Integer.parseInt(top.trim());
                if (number >= 1) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // told below, together with numbers that are too small
              }
              throw new ODataSyntaxException("Invalid value '" + top + "' for $top query option.");
            });
  }

  /** Whether {@code $count=true} is asked for. */
  public boolean count() {
    return get("$count")
        .map(
            count ->
                switch (count) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new ODataSyntaxException(
                          "Invalid value '" + count + "' for $count query option.");
                })
        .orElse(false);
  }
}
