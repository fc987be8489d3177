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
import java.util.Set;
import java.util.function.Supplier;

/** Serves one request below {@code …/profile}. */
final class ProfileResource {
  private static final int USUAL_LINES = 25;

  /** The vendor publishes none; ten thousand is what its users report. */
  private static final int MOST_LINES = 10_000;

  /** The vendor's option {@code XtkBigTableThreshold}. */
  private static final int BIG_TABLE = 100_000;

  private static final Set<String> LOOKUPS =
      Set.of(Filters.BY_EMAIL, Filters.BY_TEXT, ProfileSchema.BY_EXTERNAL_ID);

  private final ProfileStore store;
  private final OpaqueKeys keys;
  private final Address address;
  private final Exchange exchange;
  private final ProfileJson json;

  ProfileResource(ProfileStore store, OpaqueKeys keys, Address address, Exchange exchange) {
    this.store = store;
    this.keys = keys;
    this.address = address;
    this.exchange = exchange;
    this.json = new ProfileJson(store.schema(), keys, address);
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
        ? new Answer(
            200, Metadata.profile(store.schema(), address, keys.seal("type profile")).toBuffer())
        : list(below, parameters);
  }

  private Answer one(HttpMethod method, String key, Supplier<JsonObject> body) {
    Profile profile = find(key);
    return switch (method.name()) {
      case "GET" -> {
        exchange.count(Counter.READS, 1);
        exchange.count(Counter.ROWS_READ, 1);
        exchange.about(journalKey(profile));
        yield new Answer(200, json.profile(profile));
      }
      case "PATCH" -> {
        Object[] values = store.values(profile);
        input().read(body.get(), values);
        Profile updated = store.update(profile, values);
        exchange.updated(journalKey(updated));
        wroteFor(updated, profile);
        yield new Answer(200, json.reference(updated));
      }
      case "DELETE" -> {
        store.delete(profile);
        exchange.deleted(journalKey(profile));
        wroteFor(profile, profile);
        yield new Answer(200, Buffer.buffer());
      }
      default -> throw CampaignException.methodNotAllowed(method.name());
    };
  }

  private Answer create(JsonObject body) {
    Object[] values = new Object[store.schema().width()];
    input().read(body, values);
    Profile created = store.create(values);
    exchange.created(journalKey(created));
    wroteFor(created, created);
    return new Answer(201, json.profile(created));
  }

  private Answer collection(List<String> below) {
    find(below.get(0));
    if (below.size() != 2 || !Links.NAMES.contains(below.get(1))) {
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
      if (filters.exists(segment)) {
        filters.apply(segment, parameters, selection);
        lookup |= LOOKUPS.contains(segment);
      } else if (last && segment.equals("_count")) {
        count = true;
      } else if (last && visible(segment).isPresent()) {
        column = visible(segment);
      } else {
        throw segment.startsWith("by") ? CampaignException.noSuchFilter(segment) : noEndpoint();
      }
    }
    exchange.count(lookup ? Counter.LOOKUPS : Counter.READS, 1);
    if (lookup) {
      exchange.about(lookedUp(parameters));
    }
    Listing listing = new Listing(store, selection);
    return count
        ? new Answer(200, new JsonObject().put("count", listing.count()).toBuffer())
        : page(listing, column, parameters);
  }

  private Answer page(Listing listing, Optional<Field> column, MultiMap parameters) {
    Listing.Page page =
        listing.page(order(parameters), lineStart(parameters), lineCount(parameters));
    exchange.count(Counter.ROWS_READ, page.profiles().size());
    boolean paged = paged(store.count(), parameters);
    Optional<String> next =
        page.last().filter(unused -> paged).map(keys::seal).map(address::startingAt);
    return new Answer(200, json.page(page.profiles(), column, address.count(), next));
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
            .orElseThrow(() -> CampaignException.noSuchProperty(words[0]));
    return new Listing.Order(Optional.of(field), descending);
  }

  private String lineStart(MultiMap parameters) {
    String sealed = parameters.get("_lineStart");
    return sealed == null
        ? ""
        : keys.open(sealed)
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
    return store.schema().field(name).filter(field -> address.extended() || !field.custom());
  }

  private Profile find(String key) {
    int id = keys.id(key).orElseThrow(() -> CampaignException.badKey(key.substring(1)));
    Profile profile = store.get(id);
    if (profile == null) {
      throw CampaignException.gone(key);
    }
    return profile;
  }

  private ProfileInput input() {
    return new ProfileInput(store.schema(), address.extended());
  }

  private String journalKey(Profile profile) {
    String externalId = profile.text(ProfileSchema.EXTERNAL_ID);
    return externalId == null ? keys.key(profile.id()) : externalId;
  }

  /** Tells the journal whose profile it was, or had been until this write. */
  private void wroteFor(Profile written, Profile before) {
    String externalId = written.text(ProfileSchema.EXTERNAL_ID);
    String known = externalId == null ? before.text(ProfileSchema.EXTERNAL_ID) : externalId;
    exchange.wroteFor(known == null ? "" : known);
  }

  /** The external id that was looked up; addresses and names stay out of the journal. */
  private static String lookedUp(MultiMap parameters) {
    String externalId = parameters.get("externalId_parameter");
    String plain = externalId == null ? parameters.get("externalId") : externalId;
    return plain == null ? "" : plain;
  }

  private CampaignException noEndpoint() {
    return CampaignException.noEndpoint(
        address.service() + "/" + String.join("/", address.segments()));
  }
}
