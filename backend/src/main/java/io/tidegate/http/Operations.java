package io.tidegate.http;

import io.tidegate.workflow.UnavailableException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who answers the operations whose requests are validated, by their ids in the description. */
record Operations(Subjects subjects) {
  /**
   * What is answered from memory, or by the two systems. All else needs the service's database,
   * which it may not touch while another service works on it.
   */
  private static final Set<String> WITHOUT_DATABASE =
      Set.of(
          "listWorkflows",
          "getWorkflow",
          "getHistory",
          "previewReplay",
          "listConfiguration",
          "getConfiguration",
          "checkConfiguration",
          "listPendingChanges",
          "exportConfiguration",
          "getConfigurationSchema",
          "listSecrets",
          "testConnection",
          "listEntities",
          "getEntity",
          "listResources",
          "getResource",
          "suggestMapping",
          "tryMapping");

  Map<String, Handler<RoutingContext>> all() {
    Map<String, Handler<RoutingContext>> all = new HashMap<>();
    all.putAll(workflows());
    all.putAll(deadLetters());
    all.putAll(reconciliations());
    all.putAll(people());
    all.putAll(configuration());
    all.putAll(connected());
    all.replaceAll(
        (operation, handler) ->
            WITHOUT_DATABASE.contains(operation) ? handler : unlessInterrupted(handler));
    return all;
  }

  private Handler<RoutingContext> unlessInterrupted(Handler<RoutingContext> handler) {
    return context ->
        subjects
            .workflows()
            .interruption()
            .ifPresentOrElse(
                interruption -> context.fail(new UnavailableException(interruption)),
                () -> handler.handle(context));
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

  private Map<String, Handler<RoutingContext>> reconciliations() {
    ReconciliationHandlers reconciliations = new ReconciliationHandlers(subjects.reconciliations());
    return Map.of(
        "beginReconciliation", reconciliations::begin,
        "listReconciliations", reconciliations::list,
        "getReconciliation", reconciliations::get,
        "cancelReconciliation", reconciliations::cancel,
        "listDifferences", reconciliations::differences,
        "getDifference", reconciliations::difference,
        "previewRepair", reconciliations::previewRepair,
        "repairDifferences", reconciliations::repair);
  }

  private Map<String, Handler<RoutingContext>> people() {
    PersonHandlers people =
        new PersonHandlers(subjects.consent(), subjects.erasures(), subjects.traces());
    return Map.of(
        "listConsentLedger", people::consentLedger,
        "trace", people::trace,
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
