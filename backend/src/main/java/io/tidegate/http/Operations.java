package io.tidegate.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** Who answers the operations whose requests are validated, by their ids in the description. */
record Operations(Subjects subjects) {

  Map<String, Handler<RoutingContext>> all() {
    Map<String, Handler<RoutingContext>> all = new HashMap<>();
    all.putAll(workflows());
    all.putAll(deadLetters());
    all.putAll(people());
    all.putAll(configuration());
    all.putAll(connected());
    return all;
  }

  private Map<String, Handler<RoutingContext>> workflows() {
    WorkflowHandlers workflows = new WorkflowHandlers(subjects.workflows());
    FlowHandlers flows = new FlowHandlers(subjects.workflows(), subjects.configuration().replays());
    return Map.of(
        "listWorkflows", workflows::list,
        "getWorkflow", workflows::get,
        "startWorkflow", workflows::start,
        "stopWorkflow", workflows::stop,
        "getHistory", workflows::history,
        "replayFlow", flows::replay,
        "previewReplay", flows::previewReplay,
        "decideDeletions", flows::decideDeletions);
  }

  private Map<String, Handler<RoutingContext>> deadLetters() {
    DeadLetterHandlers deadLetters =
        new DeadLetterHandlers(subjects.deadLetters(), subjects.configuration().sources());
    return Map.of(
        "listDeadLetters", deadLetters::list,
        "listDeadLetterGroups", deadLetters::groups,
        "getDeadLetter", deadLetters::get,
        "getDeadLetterSource", deadLetters::source,
        "previewDeadLetters", deadLetters::preview,
        "replayDeadLetters", deadLetters::replay,
        "discardDeadLetters", deadLetters::discard);
  }

  private Map<String, Handler<RoutingContext>> people() {
    PersonHandlers people = new PersonHandlers(subjects.consent(), subjects.erasures());
    return Map.of(
        "listConsentLedger", people::consentLedger,
        "erasePerson", people::erase,
        "listErasures", people::erasures,
        "getErasure", people::erasure);
  }

  private Map<String, Handler<RoutingContext>> configuration() {
    Subjects.Configuration configuration = subjects.configuration();
    ConfigurationHandlers documents =
        new ConfigurationHandlers(subjects.workflows(), configuration.documents());
    FileHandlers file = new FileHandlers(configuration.documents(), configuration.file());
    return Map.ofEntries(
        Map.entry("listConfiguration", documents::list),
        Map.entry("getConfiguration", documents::get),
        Map.entry("saveConfiguration", documents::save),
        Map.entry("checkConfiguration", documents::check),
        Map.entry("listVersions", documents::versions),
        Map.entry("getVersion", documents::version),
        Map.entry("diffVersions", documents::diff),
        Map.entry("restoreVersion", documents::restore),
        Map.entry("listPendingChanges", documents::pendingChanges),
        Map.entry("exportConfiguration", file::export),
        Map.entry("importConfiguration", file::apply),
        Map.entry("getConfigurationSchema", file::schema));
  }

  private Map<String, Handler<RoutingContext>> connected() {
    Subjects.Configuration configuration = subjects.configuration();
    ConnectionHandlers connections = new ConnectionHandlers(configuration.connections());
    SchemaHandlers schemas = new SchemaHandlers(configuration.schemas());
    MappingHandlers mappings = new MappingHandlers(configuration.mappings());
    return Map.of(
        "listSecrets", connections::secrets,
        "setSecret", connections::setSecret,
        "deleteSecret", connections::removeSecret,
        "testConnection", connections::test,
        "listEntities", schemas::entities,
        "getEntity", schemas::entity,
        "listResources", schemas::resources,
        "getResource", schemas::resource,
        "suggestMapping", mappings::suggest,
        "tryMapping", mappings::tryFlow);
  }
}
