package io.tidegate.sandbox.campaign;

import io.tidegate.sandbox.campaign.CampaignApi.Answer;
import io.tidegate.sandbox.journal.Counter;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves one request below a resource such as {@code …/profile}. */
final class RecordResource {
  private static final int USUAL_LINES = 25;

  /** The vendor publishes none; ten thousand is what its users report. */
  private static final int MOST_LINES = 10_000;

  /** The vendor's option {@code XtkBigTableThreshold}. */
  private static final int BIG_TABLE = 100_000;

  private final Resources resources;
  private final ResourceStore store;
  private final Schema schema;
  private final Address address;
  private final Exchange exchange;
  private final RowJson json;

  RecordResource(Resources resources, ResourceStore store, Address address, Exchange exchange) {
    this.resources = resources;
    this.store = store;
    this.schema = store.schema();
    this.address = address;
    this.exchange = exchange;
    this.json = new RowJson(resources, store, address);
  }

  Answer serve(HttpMethod method, MultiMap parameters, Supplier<JsonObject> body) {
    List<String> below = address.segments().subList(1, address.segments().size());
    boolean record = !below.isEmpty() && below.get(0).startsWith("@");
    if (record && below.size() == 1) {
      return one(method, below.get(0), body);
    }
    if (below.isEmpty() && method.equals(HttpMethod.POST)) {
      return create(body.get());
    }
    if (!method.equals(HttpMethod.GET)) {
      throw CampaignException.methodNotAllowed(method.name());
    }
    if (record) {
      return collection(below);
    }
    return below.equals(List.of("metadata"))
        ? new Answer(200, Metadata.resource(schema, address, resources.keys()).toBuffer())
        : list(below, parameters);
  }

  private Answer one(HttpMethod method, String key, Supplier<JsonObject> body) {
    Row row = find(key);
    return switch (method.name()) {
      case "GET" -> {
        exchange.count(Counter.READS, 1);
        exchange.count(Counter.ROWS_READ, 1);
        exchange.about(journalKey(row));
        yield new Answer(200, json.record(row));
      }
      case "PATCH" -> {
        Object[] values = store.values(row);
        write(body.get(), values);
        Row updated = store.update(row, values);
        exchange.updated(journalKey(updated));
        wroteFor(updated, row);
        yield new Answer(200, json.reference(updated));
      }
      case "DELETE" -> {
        resources.delete(store, row);
        exchange.deleted(journalKey(row));
        wroteFor(row, row);
        yield new Answer(200, Buffer.buffer());
      }
      default -> throw CampaignException.methodNotAllowed(method.name());
    };
  }

  private Answer create(JsonObject body) {
    Object[] values = new Object[schema.width()];
    write(body, values);
    Row created = store.create(values);
    exchange.created(journalKey(created));
    wroteFor(created, created);
    return new Answer(201, json.record(created));
  }

  private Answer collection(List<String> below) {
    find(below.get(0));
    if (below.size() != 2 || !schema.collections().containsKey(below.get(1))) {
      throw noEndpoint();
    }
    exchange.count(Counter.READS, 1);
    return new Answer(200, new JsonObject().put("content", new JsonArray()).toBuffer());
  }

  private Answer list(List<String> below, MultiMap parameters) {
    Filters filters = new Filters(store, address.extended());
    Selection selection = new Selection();
    Optional<Field> column = Optional.empty();
    boolean count = false;
    boolean lookup = false;
    for (int i = 0; i < below.size(); i++) {
      String segment = below.get(i);
      boolean last = i == below.size() - 1;
      Optional<NamedFilter> filter = filters.find(segment);
      if (filter.isPresent()) {
        filters.apply(filter.get(), parameters, selection);
        lookup |= filter.get().kind() != NamedFilter.Kind.MODIFIED;
        about(filter.get(), parameters);
      } else if (last && segment.equals("_count")) {
        count = true;
      } else if (last && visible(segment).isPresent()) {
        column = visible(segment);
      } else {
        throw segment.startsWith("by")
            ? CampaignException.noSuchFilter(schema.name(), segment)
            : noEndpoint();
      }
    }
    exchange.count(lookup ? Counter.LOOKUPS : Counter.READS, 1);
    Listing listing = new Listing(store, selection);
    return count
        ? new Answer(200, new JsonObject().put("count", listing.count()).toBuffer())
        : page(listing, column, parameters);
  }

  private Answer page(Listing listing, Optional<Field> column, MultiMap parameters) {
    Listing.Page page =
        listing.page(order(parameters), lineStart(parameters), lineCount(parameters));
    exchange.count(Counter.ROWS_READ, page.rows().size());
    boolean paged = paged(store.count(), parameters);
    Optional<String> next =
        page.last().filter(unused -> paged).map(resources.keys()::seal).map(address::startingAt);
    return new Answer(200, json.page(page.rows(), column, address.count(), next));
  }

  /** Whether pages of a resource that has so many rows tell where the next one starts. */
  static boolean paged(long rows, MultiMap parameters) {
    return rows <= BIG_TABLE || "true".equals(parameters.get("_forcePagination"));
  }

  private Listing.Order order(MultiMap parameters) {
    String order = parameters.get("_order");
    if (order == null || order.isBlank()) {
      return Listing.Order.NONE;
    }
    String[] words = order.trim().split("\\s+", -1);
    boolean descending = words.length > 1 && words[1].equals("desc");
    Field field =
        visible(words[0])
            .filter(Metadata::sortable)
            .orElseThrow(() -> CampaignException.noSuchProperty(schema.name(), words[0]));
    return new Listing.Order(Optional.of(field), descending);
  }

  private String lineStart(MultiMap parameters) {
    String sealed = parameters.get("_lineStart");
    return sealed == null
        ? ""
        : resources
            .keys()
            .open(sealed)
            .orElseThrow(() -> CampaignException.notValid("_lineStart", "place in this list"));
  }

  /** How many lines a page may have. */
  static int lineCount(MultiMap parameters) {
    String lines = parameters.get("_lineCount");
    try {
      int wanted = lines == null ? USUAL_LINES : Integer.parseInt(lines);
      if (wanted < 1) {
        throw CampaignException.notValid("_lineCount", "number");
      }
      return Math.min(wanted, MOST_LINES);
    } catch (NumberFormatException e) {
      throw CampaignException.notValid("_lineCount", "number");
    }
  }

  private Optional<Field> visible(String name) {
    return schema.field(name).filter(field -> address.extended() || !field.custom());
  }

  private Row find(String key) {
    int id =
        resources
            .id(store, key)
            .orElseThrow(
                () ->
                    CampaignException.badKey(
                        schema.header().label() + " (" + schema.header().schema() + ")",
                        key.substring(1)));
    Row row = store.get(id);
    if (row == null) {
      throw CampaignException.gone(schema.name(), key);
    }
    return row;
  }

  private void write(JsonObject body, Object[] values) {
    RowInput input = new RowInput(resources, schema, address.extended());
    input.read(body, values);
    input.requireMandatory(values);
  }

  private String journalKey(Row row) {
    String key = schema.key(row);
    return key == null ? resources.key(store, row.id()) : key;
  }

  /** Tells the journal whose record it was, or had been until this write. */
  private void wroteFor(Row written, Row before) {
    String key = schema.key(written);
    String known = key == null ? schema.key(before) : key;
    exchange.wroteFor(known == null ? "" : known, resources.mark(schema, written));
  }

  /** The external id that was looked up; addresses and names stay out of the journal. */
  private void about(NamedFilter filter, MultiMap parameters) {
    if (filter.field().equals(schema.header().key())) {
      exchange.about(Filters.optional(parameters, filter.parameter()).orElse(""));
    }
  }

  private CampaignException noEndpoint() {
    return CampaignException.noEndpoint(
        address.service() + "/" + String.join("/", address.segments()));
  }
}
