package io.tidegate.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.mapping.Filter;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How the parts of documents are called, and their values said, in English. */
final class Wording {
  /** What feeds a target field: exactly one of these. */
  static final Set<String> FEEDS = Set.of("source", "constant", "expression");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Objects that are no subject of their own. */
  private static final Set<String> TRANSPARENT = Set.of("mapping", "activity");

  private static final Set<String> GROUPS =
      Set.of("mapping", "files", "rest", "format", "columns", "activity", "export");

  private static final Map<String, String> SYSTEMS =
      Map.of("dynamics", "Dynamics 365", "campaign", "Adobe Campaign", "sftp", "SFTP server");

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("url", "address"),
          Map.entry("tenant", "Entra tenant"),
          Map.entry("tokenUrl", "token address"),
          Map.entry("clientId", "client id"),
          Map.entry("requestsPerSecond", "requests a second"),
          Map.entry("maxConcurrency", "requests at once, at most"),
          Map.entry("averageConcurrency", "requests at once, on average"),
          Map.entry("hostKey", "fingerprint"),
          Map.entry("entity", "table"),
          Map.entry("sourceKey", "key in Dynamics 365"),
          Map.entry("targetKey", "key in Campaign"),
          Map.entry("key", "key in Dynamics 365"),
          Map.entry("picklists", "choices are read as their"),
          Map.entry("attributes", "attribute mappings"),
          Map.entry("lookupFilter", "filter by key"),
          Map.entry("lookupParameter", "parameter of the filter by key"),
          Map.entry("modifiedFilter", "filter by modification"),
          Map.entry("modifiedParameter", "parameter of the filter by modification"),
          Map.entry("heldDeletionShare", "share of deletions that waits for approval"),
          Map.entry("pageSize", "records a page"),
          Map.entry("pageRows", "rows a page"),
          Map.entry("pageBytes", "bytes a page"),
          Map.entry("batchSize", "records a batch"),
          Map.entry("pollSeconds", "time between two looks"),
          Map.entry("parentWaitSeconds", "wait for a parent"),
          Map.entry("contactWaitSeconds", "wait for a contact"),
          Map.entry("schemaCheckSeconds", "time between two looks at the schemas"),
          Map.entry("overlapSeconds", "overlap of two looks"),
          Map.entry("skewSeconds", "difference of the clocks, at most"),
          Map.entry("settledSeconds", "a file is whole after"),
          Map.entry("truncatedSeconds", "a cut-off file is given up after"),
          Map.entry("otherwise", "every other value"),
          Map.entry("unlisted", "values that are not listed"),
          Map.entry("empty", "when there is no value"),
          Map.entry("contactTable", "table of contacts"),
          Map.entry("exportGlob", "files"),
          Map.entry("ingressFlow", "flow that writes the profiles"),
          Map.entry("applyUpdates", "updates"),
          Map.entry("deleteFilteredOut", "records that the filter leaves out"));

  private static final Map<String, String> CHANNELS =
      Map.of(
          "email", "e-mail",
          "sms", "SMS",
          "ccpa", "CCPA",
          "all", "all channels");

  private Wording() {}

  /** The property by which the things of a list are told apart. */
  static Optional<String> keyOf(Document document, String list) {
    return switch (list) {
      case "flows" -> Optional.of("id");
      case "attributes", "links" -> Optional.of("target");
      case "rows" -> document == Document.CONSENT ? Optional.of("channel") : Optional.empty();
      default -> Optional.empty();
    };
  }

  static boolean isFed(JsonObject json) {
    return json.containsKey("target") && !json.containsKey("flow");
  }

  static boolean isTable(Object conversion) {
    return conversion instanceof JsonObject json && "valueTable".equals(json.getValue("type"));
  }

  /** Whether it is compared part by part, and not said as a whole. */
  static boolean isStructure(Document document, String name, Object before, Object after) {
    boolean objects =
        (before == null || before instanceof JsonObject)
            && (after == null || after instanceof JsonObject);
    return objects
        && (GROUPS.contains(name)
            || (document == Document.CONNECTIONS && SYSTEMS.containsKey(name)));
  }

  static boolean isTransparent(String name) {
    return TRANSPARENT.contains(name);
  }

  static String subject(Document document, String name) {
    return document == Document.CONNECTIONS ? SYSTEMS.getOrDefault(name, name) : label(name);
  }

  /** How one of a list is called. */
  static String name(String list, String id) {
    return list.equals("rows") ? CHANNELS.getOrDefault(id, id) : id;
  }

  /** {@code pollSeconds} is the time between two looks; what has no name is split into words. */
  static String label(String name) {
    return LABELS.getOrDefault(
        name, name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
  }

  /** A property and what became of it. */
  static String changed(String name, Object before, Object after) {
    if (name.equals("enabled") && before instanceof Boolean && after instanceof Boolean on) {
      return on ? "switched on" : "switched off";
    }
    return label(name) + ": " + value(name, before) + " → " + value(name, after);
  }

  /** Something that is new: what it consists of, in short. */
  static String added(JsonObject what) {
    if (isFed(what)) {
      return "added " + feed(what);
    }
    if (what.getValue("mapping") instanceof JsonObject mapping) {
      return "added: " + mapping.getValue("entity") + " → " + mapping.getValue("resource");
    }
    if (what.containsKey("source") && what.containsKey("flow")) {
      return "added: link to " + what.getValue("flow") + " by " + what.getValue("source");
    }
    if (what.containsKey("attribute") && what.containsKey("field")) {
      return "added: %s and %s, %s"
          .formatted(
              what.getValue("attribute"),
              what.getValue("field"),
              value("direction", what.getValue("direction")));
    }
    Object address = what.getValue("url", what.getValue("host"));
    return address == null ? "added" : "added: " + address;
  }

  /** What feeds a target field. */
  static String feed(JsonObject attribute) {
    String fed =
        FEEDS.stream()
            .sorted()
            .filter(name -> attribute.getValue(name) != null)
            .map(name -> feed(name, attribute.getValue(name)))
            .collect(Collectors.joining(" and "));
    return fed.isEmpty() ? "from nothing" : fed;
  }

  private static String feed(String name, Object value) {
    return switch (name) {
      case "constant" -> "always " + said(value);
      case "expression" -> "computed as " + plain(value);
      default -> "from " + plain(value);
    };
  }

  /** A row of a value table. */
  static String row(String from, Object to) {
    return from + " → " + plain(to);
  }

  private static String value(String name, Object value) {
    if (name.equals("filter")) {
      return filter(value);
    }
    if (name.equals("conversion")) {
      return conversion(value);
    }
    if (value == null) {
      return name.equals("otherwise") || name.equals("empty") ? "nothing" : "not set";
    }
    if (name.endsWith("Seconds") && value instanceof Number seconds) {
      return duration(seconds);
    }
    if (name.equals("heldDeletionShare") && value instanceof Number share) {
      return percent(share);
    }
    if (value instanceof Boolean yes) {
      return flag(name, yes);
    }
    return name.equals("direction") ? direction(value) : plain(value);
  }

  private static String flag(String name, boolean yes) {
    return switch (name) {
      case "applyUpdates" -> yes ? "applied" : "not applied";
      case "deleteFilteredOut" -> yes ? "deleted" : "left as they are";
      default -> yes ? "yes" : "no";
    };
  }

  private static String direction(Object value) {
    return switch (value.toString()) {
      case "dynamicsToCampaign" -> "Dynamics 365 to Campaign";
      case "campaignToDynamics" -> "Campaign to Dynamics 365";
      case "both" -> "both directions";
      default -> plain(value);
    };
  }

  /** Exact, so that different values are never said alike. */
  private static String percent(Number share) {
    return new BigDecimal(share.toString()).movePointRight(2).stripTrailingZeros().toPlainString()
        + " %";
  }

  private static String duration(Number number) {
    if (!(number instanceof Integer) && !(number instanceof Long)) {
      return number + " s";
    }
    long seconds = number.longValue();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return seconds == 86_400 ? "1 day" : seconds / 86_400 + " days";
    }
    if (seconds > 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** As OData, which is how it is shown where it is edited. */
  private static String filter(Object value) {
    if (value == null) {
      return "all records";
    }
    try {
      String text = JSON.readValue(Json.encode(value), Filter.class).toOData();
      return text.isEmpty() ? "all records" : text;
    } catch (JsonProcessingException | RuntimeException unreadable) {
      return said(value);
    }
  }

  private static String conversion(Object value) {
    if (!(value instanceof JsonObject conversion)) {
      return value == null ? "as it is" : said(value);
    }
    String type = String.valueOf(conversion.getValue("type"));
    return switch (type) {
      case "text" -> text(conversion);
      case "number" ->
          conversion.getValue("decimals") == null
              ? "number"
              : "number with " + conversion.getValue("decimals") + " decimals";
      case "boolean" -> "yes or no";
      case "date" -> "date";
      case "dateTime" ->
          "date and time in "
              + (conversion.getValue("zone") == null ? "UTC" : conversion.getValue("zone"));
      case "identifier" -> "identifier";
      case "valueTable" -> "table of values";
      default -> said(value);
    };
  }

  private static String text(JsonObject conversion) {
    Object length = conversion.getValue("maxLength");
    if (!(length instanceof Number most) || most.intValue() == 0) {
      return "text";
    }
    return "text of at most %s characters, longer ones %s"
        .formatted(most, "truncate".equals(conversion.getValue("overflow")) ? "cut" : "refused");
  }

  /** A value as people write it. */
  private static String plain(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance)) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value instanceof String text && !text.isBlank() ? text : said(value);
  }

  /** A value as JSON: a text in quotes. */
  private static String said(Object value) {
    return Json.encode(value);
  }
}
