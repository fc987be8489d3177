package io.tidegate.http;

import io.tidegate.configuration.MappingTools;
import io.tidegate.configuration.MappingTools.Tried;
import io.tidegate.configuration.MappingTools.TriedField;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Help with mappings. */
final class MappingHandlers {
  private final MappingTools mappings;

  MappingHandlers(MappingTools mappings) {
    this.mappings = mappings;
  }

  void suggest(RoutingContext context) {
    JsonObject body = Answers.body(context);
    mappings
        .suggest(body.getString("entity"), body.getString("resource"))
        .onSuccess(
            suggestion -> {
              JsonObject reasons = new JsonObject();
              suggestion.reasons().forEach(reasons::put);
              Answers.ok(
                  context, new JsonObject().put("flow", suggestion.flow()).put("reasons", reasons));
            })
        .onFailure(context::fail);
  }

  void tryFlow(RoutingContext context) {
    JsonObject body = Answers.body(context);
    List<String> ids =
        body.getJsonArray("ids", new JsonArray()).stream().map(String::valueOf).toList();
    mappings
        .tryFlow(body.getJsonObject("flow"), body.getInteger("records", 1), ids)
        .recover(failure -> ConfigurationProblems.under("/flow", failure))
        .onSuccess(
            records ->
                Answers.ok(
                    context,
                    new JsonObject()
                        .put("records", ConfigurationJson.array(records, MappingHandlers::toJson))))
        .onFailure(context::fail);
  }

  private static JsonObject toJson(Tried record) {
    JsonObject json =
        new JsonObject()
            .put("key", record.key())
            .put("filteredOut", record.filteredOut())
            .put("fields", ConfigurationJson.array(record.fields(), MappingHandlers::toJson));
    record.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }

  private static JsonObject toJson(TriedField field) {
    JsonObject json =
        new JsonObject()
            .put("target", field.target())
            .put("source", field.source())
            .put("before", field.before())
            .put("after", field.after());
    field.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }
}
