package io.tidegate.http;

import io.tidegate.configuration.Authorship;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.Configurations.Outcome;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.Saved;
import io.tidegate.workflow.UnknownWorkflowException;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The four documents and their versions. */
final class ConfigurationHandlers {
  /** Who saved, when nobody said. */
  static final String ANONYMOUS = "anonymous";

  private static final Pattern ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,15})\"");

  private final Workflows workflows;
  private final Configurations configurations;

  ConfigurationHandlers(Workflows workflows, Configurations configurations) {
    this.workflows = workflows;
    this.configurations = configurations;
  }

  void list(RoutingContext context) {
    Map<Document, Saved> saved = configurations.saved();
    Map<Document, List<String>> pending = configurations.pendingFor();
    JsonArray documents = new JsonArray();
    for (Document document : Document.values()) {
      documents.add(
          ConfigurationJson.version(saved.get(document))
              .put("document", document.id())
              .put("pendingFor", new JsonArray(pending.getOrDefault(document, List.of()))));
    }
    Answers.ok(context, new JsonObject().put("documents", documents));
  }

  void get(RoutingContext context) {
    Saved saved = configurations.saved().get(document(context));
    answer(context, saved, ConfigurationJson.saved(saved));
  }

  void save(RoutingContext context) {
    JsonObject body = Answers.body(context);
    onTopOf(
        context,
        expected ->
            configurations.save(
                document(context), body.getJsonObject("content"), expected, by(body)));
  }

  void restore(RoutingContext context) {
    JsonObject body = Answers.body(context);
    onTopOf(
        context,
        expected ->
            configurations.restore(document(context), body.getLong("version"), expected, by(body)));
  }

  void check(RoutingContext context) {
    configurations
        .check(document(context), Answers.body(context).getJsonObject("content"))
        .onSuccess(
            checked ->
                Answers.ok(
                    context,
                    ConfigurationJson.changes(checked.changes())
                        .put(
                            "errors",
                            ConfigurationJson.array(checked.errors(), ConfigurationJson::misfit))
                        .put(
                            "warnings",
                            ConfigurationJson.array(
                                checked.warnings(), ConfigurationJson::misfit))))
        .onFailure(context::fail);
  }

  void versions(RoutingContext context) {
    Paging paging = Paging.of(context);
    configurations
        .versions(document(context), paging.limit(), paging.before())
        .onSuccess(page -> Answers.ok(context, toJson(page)))
        .onFailure(context::fail);
  }

  private static JsonObject toJson(Configurations.Page page) {
    JsonObject json =
        new JsonObject()
            .put(
                "versions",
                ConfigurationJson.array(
                    page.versions(),
                    entry ->
                        ConfigurationJson.version(entry.saved())
                            .mergeIn(ConfigurationJson.changes(entry.changes()))));
    page.nextBefore().ifPresent(next -> json.put("nextBefore", next));
    return json;
  }

  void version(RoutingContext context) {
    long number = Long.parseLong(Answers.pathParameter(context, "version"));
    configurations
        .version(document(context), number)
        .onSuccess(saved -> Answers.ok(context, ConfigurationJson.saved(saved)))
        .onFailure(context::fail);
  }

  void diff(RoutingContext context) {
    configurations
        .diff(document(context), Answers.query(context, "from"), Answers.query(context, "to"))
        .onSuccess(changes -> Answers.ok(context, ConfigurationJson.changes(changes)))
        .onFailure(context::fail);
  }

  void pendingChanges(RoutingContext context) {
    String id = Answers.workflowId(context);
    if (workflows.find(id).isEmpty()) {
      context.fail(new UnknownWorkflowException("workflow", id));
      return;
    }
    configurations
        .pendingChanges(id)
        .onSuccess(changes -> Answers.ok(context, ConfigurationJson.changes(changes)))
        .onFailure(context::fail);
  }

  /** Saves on top of the version that {@code If-Match} names. */
  private static void onTopOf(RoutingContext context, LongFunction<Future<Outcome>> save) {
    String condition = context.request().getHeader(HttpHeaders.IF_MATCH);
    if (condition == null) {
      Problem.of(ProblemType.VERSION_REQUIRED, "If-Match is missing.").send(context.request());
      return;
    }
    OptionalLong expected = version(condition);
    if (expected.isEmpty()) {
      Problem.of(ProblemType.INVALID_REQUEST, "If-Match is no version in quotation marks.")
          .withRemedy(ProblemType.VERSION_REQUIRED.remedy())
          .withParameter("If-Match")
          .send(context.request());
      return;
    }
    save.apply(expected.getAsLong())
        .onSuccess(
            outcome ->
                answer(
                    context,
                    outcome.saved(),
                    ConfigurationJson.saved(outcome.saved())
                        .put(
                            "warnings",
                            ConfigurationJson.array(
                                outcome.warnings(), ConfigurationJson::misfit))))
        .onFailure(context::fail);
  }

  private static OptionalLong version(String condition) {
    Matcher matcher = ETAG.matcher(condition.strip());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static void answer(RoutingContext context, Saved saved, JsonObject json) {
    context.response().putHeader(HttpHeaders.ETAG, "\"" + saved.version() + "\"");
    Answers.ok(context, json);
  }

  private static Document document(RoutingContext context) {
    return Document.of(Answers.pathParameter(context, "document")).orElseThrow();
  }

  private static Authorship by(JsonObject body) {
    return authorship(body.getString("author"), body.getString("note"));
  }

  /** Blank counts as nothing. */
  static Authorship authorship(String author, String note) {
    return new Authorship(
        author == null || author.isBlank() ? ANONYMOUS : author.strip(),
        note == null || note.isBlank() ? null : note.strip());
  }
}
