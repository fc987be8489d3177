package io.tidegate.sandbox.dynamics;

import io.tidegate.sandbox.dynamics.odata.ODataSyntaxException;
import io.tidegate.sandbox.dynamics.odata.RowKey;
import io.tidegate.sandbox.dynamics.odata.Segment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds what a request is for and carries it out. Reads of whole tables run on a worker thread;
 * everything about single rows is done at once.
 */
final class Dispatcher {
  private static final UUID BUSINESS_UNIT = UUID.fromString("0c0ffee0-0000-4000-8000-000000000003");

  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  private final Vertx vertx;
  private final DynamicsStore store;
  private final Metadata metadata;

  Dispatcher(Vertx vertx, DynamicsStore store) {
    this.vertx = vertx;
    this.store = store;
    this.metadata = new Metadata(store);
  }

  /** Answers anything but a batch. Never fails: a refusal is an answer. */
  Future<ApiResponse> handle(ApiRequest request) {
    if (isWrite(request)) {
      return Future.succeededFuture(
          answering(
              () -> store.write(request.caller(), transaction -> write(request, transaction))));
    }
    return isWide(request)
        ? vertx.executeBlocking(worker(request), false)
        : Future.succeededFuture(answering(() -> read(request)));
  }

  private Callable<ApiResponse> worker(ApiRequest request) {
    return () -> answering(() -> read(request));
  }

  /** Turns refusals into answers. */
  static ApiResponse answering(Supplier<ApiResponse> work) {
    try {
      return work.get();
    } catch (DataverseException e) {
      return ApiResponse.error(e.status(), e.code(), e.getMessage());
    } catch (ODataSyntaxException e) {
      return ApiResponse.error(400, "0x80060888", e.getMessage());
    }
  }

  static boolean isWrite(ApiRequest request) {
    return !request.method().equals("GET");
  }

  private boolean isWide(ApiRequest request) {
    List<Segment> path = request.path();
    return !path.isEmpty()
        && path.get(0).arguments() == null
        && store.entitySet(path.get(0).name()).isPresent();
  }

  /** A write, within a transaction; throws what is wrong with it. */
  ApiResponse write(ApiRequest request, Transaction transaction) {
    List<Segment> path = request.path();
    String first = path.isEmpty() ? "" : path.get(0).name();
    Table table =
        store.entitySet(first).orElseThrow(() -> DataverseException.noSuchResource(first));
    Optional<RowKey> key = path.get(0).key();
    RowWrite write = new RowWrite(store, table, request, transaction);
    String second = path.size() > 1 ? path.get(1).name() : "";
    boolean reference = path.size() == 3 && path.get(2).name().equals("$ref");
    boolean ofRow = key.isPresent() && path.size() == 1;
    boolean ofProperty = key.isPresent() && (path.size() == 2 || reference);
    switch (request.method()) {
      case "POST" -> {
        if (key.isEmpty() && path.size() == 1) {
          return write.create();
        }
        if (key.isEmpty() && path.size() == 2 && second.startsWith(BulkAction.PREFIX)) {
          return new BulkAction(store, table, request, transaction).run(second);
        }
      }
      case "PATCH" -> {
        if (ofRow) {
          return write.upsert(key.get());
        }
      }
      case "DELETE" -> {
        if (ofRow) {
          return write.delete(key.get());
        }
        if (ofProperty) {
          return write.property(key.get(), second, true);
        }
      }
      case "PUT" -> {
        if (ofProperty) {
          return write.property(key.get(), second, false);
        }
      }
      default -> {
        // told below, together with what does not fit its method
      }
    }
    throw DataverseException.methodNotAllowed(request.method(), first);
  }

  private ApiResponse read(ApiRequest request) {
    List<Segment> path = request.path();
    if (path.isEmpty()) {
      return serviceDocument(request);
    }
    Segment first = path.get(0);
    switch (first.name()) {
      case "WhoAmI" -> {
        return whoAmI(request);
      }
      case "RetrieveTotalRecordCount" -> {
        return totalRecordCount(request, first);
      }
      case Metadata.DEFINITIONS -> {
        return metadata.answer(request);
      }
      default -> {
        // an entity set, below
      }
    }
    Table table =
        store
            .entitySet(first.name())
            .orElseThrow(() -> DataverseException.noSuchResource(first.name()));
    Optional<RowKey> key = first.key();
    if (key.isPresent()) {
      return RowRead.read(store, table, request, key.get());
    }
    if (path.size() == 1) {
      return new CollectionRead(store, table, request).answer();
    }
    if (path.size() == 2 && path.get(1).name().equals("$count")) {
      return new CollectionRead(store, table, request).countAnswer();
    }
    throw DataverseException.noSuchResource(path.get(1).name());
  }

  private ApiResponse serviceDocument(ApiRequest request) {
    JsonArray sets = new JsonArray();
    for (EntityType type : store.types()) {
      sets.add(
          new JsonObject()
              .put("name", type.entitySetName())
              .put("kind", "EntitySet")
              .put("url", type.entitySetName()));
    }
    return ApiResponse.json(
        200,
        new JsonObject()
            .put("@odata.context", request.root() + "$metadata")
            .put("value", sets)
            .toBuffer());
  }

  private ApiResponse whoAmI(ApiRequest request) {
    return ApiResponse.json(
        200,
        new JsonObject()
            .put(
                "@odata.context",
                request.root() + "$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse")
            .put("BusinessUnitId", BUSINESS_UNIT.toString())
            .put("UserId", request.caller().id().toString())
            .put("OrganizationId", DynamicsStore.ORGANIZATION_ID.toString())
            .toBuffer());
  }

  /** Counts beyond 5000; the vendor's are up to a day old, these are not. */
  private ApiResponse totalRecordCount(ApiRequest request, Segment function) {
    JsonArray keys = new JsonArray();
    JsonArray values = new JsonArray();
    String arguments = Objects.requireNonNullElse(function.arguments(), "");
    QUOTED
        .matcher(arguments)
        .results()
        .map(quoted -> quoted.group(1))
        .forEach(
            name -> {
              if (store.types().stream().noneMatch(type -> type.logicalName().equals(name))) {
                throw DataverseException.noSuchResource(name);
              }
              keys.add(name);
              values.add(store.count(name));
            });
    return ApiResponse.json(
        200,
        new JsonObject()
            .put(
                "@odata.context",
                request.root()
                    + "$metadata#Microsoft.Dynamics.CRM.RetrieveTotalRecordCountResponse")
            .put(
                "EntityRecordCountCollection",
                new JsonObject()
                    .put("Count", values.size())
                    .put("Keys", keys)
                    .put("Values", values))
            .toBuffer());
  }
}
