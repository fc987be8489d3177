package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.campaign.CampaignApi.Answer;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.delivery.LogColumn;
import io.tidegate.sandbox.delivery.LogRow;
import io.tidegate.sandbox.delivery.LogTable;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Serves requests below {@code …/broadLogRcp} or {@code …/trackingLogRcp}, which read one of
 * Campaign's logs: all of it in the order of its rows, or by {@code byLastModified} in the order of
 * modification.
 */
record LogResource<R extends LogRow>(String name, LogTable<R> table, List<LogColumn<R>> columns) {
  private static final String PLACE = "line ";

  /** The resources of both logs. */
  static List<LogResource<?>> of(DeliveryLogs logs) {
    return List.of(
        new LogResource<>("broadLogRcp", logs.broadLogs(), LogColumn.BROAD_LOG),
        new LogResource<>("trackingLogRcp", logs.trackingLogs(), LogColumn.TRACKING_LOG));
  }

  Answer serve(
      HttpMethod method, MultiMap parameters, Address address, OpaqueKeys keys, Exchange exchange) {
    if (!method.equals(HttpMethod.GET)) {
      throw CampaignException.methodNotAllowed(method.name());
    }
    List<String> below = new ArrayList<>(address.segments().subList(1, address.segments().size()));
    if (below.equals(List.of("metadata"))) {
      return new Answer(200, Metadata.log(this, address, keys.seal(typeKey())).toBuffer());
    }
    exchange.count(Counter.READS, 1);
    if (below.size() == 1 && below.get(0).startsWith("@")) {
      exchange.count(Counter.ROWS_READ, 1);
      return new Answer(200, one(below.get(0), address, keys).toBuffer());
    }
    Optional<Selection.Window> window = Optional.empty();
    if (!below.isEmpty() && below.get(0).equals(NamedFilter.BY_LAST_MODIFIED)) {
      window = Optional.of(Filters.window(below.remove(0), parameters));
    }
    if (below.equals(List.of("_count"))) {
      return new Answer(200, new JsonObject().put("count", count(window)).toBuffer());
    }
    if (!below.isEmpty()) {
      throw CampaignException.noEndpoint(
          address.service() + "/" + String.join("/", address.segments()));
    }
    JsonObject page = page(window, parameters, address, keys);
    exchange.count(Counter.ROWS_READ, page.getJsonArray("content").size());
    return new Answer(200, page.toBuffer());
  }

  /** What {@code resourceType} knows it by, besides its name. */
  String typeKey() {
    return "type " + name;
  }

  private JsonObject one(String key, Address address, OpaqueKeys keys) {
    OptionalInt index = number(keys.open(key), name + " ");
    R row = index.isPresent() ? table.row(index.getAsInt()) : null;
    if (row == null) {
      throw CampaignException.badKey(name, key.substring(1));
    }
    return shown(row, address, keys);
  }

  private long count(Optional<Selection.Window> window) {
    return window.isEmpty() ? table.size() : rows(window, 0, Integer.MAX_VALUE).size();
  }

  private JsonObject page(
      Optional<Selection.Window> window, MultiMap parameters, Address address, OpaqueKeys keys) {
    int limit = RecordResource.lineCount(parameters);
    String start = parameters.get("_lineStart");
    int from = start == null ? 0 : place(keys.open(start));
    List<Numbered<R>> rows = rows(window, from, limit + 1);
    JsonArray content = new JsonArray();
    rows.stream().limit(limit).forEach(row -> content.add(shown(row.row(), address, keys)));
    JsonObject page =
        new JsonObject()
            .put("content", content)
            .put("count", new JsonObject().put("href", address.count()))
            .put("serverSidePagination", true);
    boolean paged = RecordResource.paged(table.size(), parameters);
    if (rows.size() > limit && paged) {
      String next = keys.seal(PLACE + rows.get(limit).number());
      page.put("next", new JsonObject().put("href", address.startingAt(next)));
    }
    return page;
  }

  private static int place(Optional<String> opened) {
    return number(opened, PLACE)
        .orElseThrow(() -> CampaignException.notValid("_lineStart", "place in this list"));
  }

  private static OptionalInt number(Optional<String> opened, String prefix) {
    return opened.filter(text -> text.startsWith(prefix)).stream()
        .mapToInt(text -> Integer.parseInt(text.substring(prefix.length())))
        .findFirst();
  }

  /** A row and its number in the list that it is part of. */
  private record Numbered<R>(int number, R row) {}

  private List<Numbered<R>> rows(Optional<Selection.Window> window, int from, int limit) {
    List<Numbered<R>> found = new ArrayList<>();
    if (window.isEmpty()) {
      for (int i = from; i < table.size() && found.size() < limit; i++) {
        found.add(new Numbered<>(i, table.row(i)));
      }
      return found;
    }
    int end = Math.min(table.from(window.get().to()), table.modifications());
    int first = Math.max(from, table.from(window.get().from()));
    for (int i = first; i < end && found.size() < limit; i++) {
      R row = table.current(i);
      if (row != null) {
        found.add(new Numbered<>(i, row));
      }
    }
    return found;
  }

  private JsonObject shown(R row, Address address, OpaqueKeys keys) {
    String key = keys.seal(name + " " + row.index());
    JsonObject shown = new JsonObject().put("PKey", key).put("href", address.record(name, key));
    for (LogColumn<R> column : columns) {
      Object value = column.read().apply(row);
      shown.put(
          column.name(),
          column.kind() == LogColumn.Kind.TIME ? Timestamps.format((Long) value) : value);
    }
    return shown;
  }
}
