package io.tidegate.configuration;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.ConsentRules;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EgressRules;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.SchemaFit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether a document fits both systems as they are now. One that does not answer is a warning: it
 * keeps nobody from saving, for the start and the running flows check again.
 */
public record LiveFit(LiveFit.Schemas schemas) implements Check {
  private static final long PATIENCE_SECONDS = 15;

  /** The systems' schemas. Fails as {@link SchemaDiscovery} does. */
  public interface Schemas {

    /**
     * A table of Dynamics.
     *
     * @param refresh whether what was read some minutes ago will not do
     */
    Future<EntityDefinition> entity(String name, boolean refresh);

    /** A resource of Campaign. */
    Future<ResourceType> resource(String name, boolean refresh);
  }

  /** An error may be mended at the system by now, so it is looked at afresh before it is told. */
  @Override
  public Future<Findings> check(Document document, Map<Document, JsonObject> proposed) {
    return look(document, proposed.get(document), false)
        .compose(
            found ->
                found.errors().isEmpty()
                    ? Future.succeededFuture(found)
                    : look(document, proposed.get(document), true));
  }

  private Future<Findings> look(Document document, JsonObject content, boolean refresh) {
    Look look = new Look(schemas, refresh);
    Future<?> looked =
        switch (document) {
          case CONNECTIONS -> Future.succeededFuture();
          case INGRESS -> look.ingress(IngressConfig.fromJson(content.encode()));
          case EGRESS -> look.egress(EgressConfig.fromJson(content.encode()));
          case CONSENT -> look.consent(ConsentConfig.fromJson(content.encode()));
        };
    return looked.map(done -> look.findings());
  }

  /** One look at both systems. Used on one context. */
  private static final class Look {
    private final Schemas schemas;
    private final boolean refresh;
    private final List<Misfit> errors = new ArrayList<>();
    private final Set<Misfit> warnings = new LinkedHashSet<>();

    /** Systems that did not answer are not asked again. */
    private final Map<String, Throwable> silent = new HashMap<>();

    Look(Schemas schemas, boolean refresh) {
      this.schemas = schemas;
      this.refresh = refresh;
    }

    Findings findings() {
      return new Findings(errors, List.copyOf(warnings));
    }

    Future<?> ingress(IngressConfig config) {
      Map<String, IngressConfig.Flow> flows = new HashMap<>();
      config.flows().forEach(flow -> flows.put(flow.id(), flow));
      Future<?> looked = Future.succeededFuture();
      for (int i = 0; i < config.flows().size(); i++) {
        IngressConfig.Flow flow = config.flows().get(i);
        String here = "/flows/" + i;
        looked =
            looked.compose(
                before ->
                    both(
                        entity(flow.mapping().entity(), here + "/mapping/entity"),
                        () -> resource(flow.mapping().resource(), here + "/mapping/resource"),
                        (entity, resource) ->
                            found(
                                flow.enabled(),
                                SchemaFit.misfits(flow, flows::get, entity, resource),
                                here)));
      }
      return looked;
    }

    Future<?> egress(EgressConfig config) {
      Future<?> looked = Future.succeededFuture();
      for (int i = 0; i < config.flows().size(); i++) {
        EgressConfig.Flow flow = config.flows().get(i);
        String here = "/flows/" + i;
        if (flow.enabled()) {
          looked =
              looked
                  .compose(before -> entity(flow.activity().table(), here + "/activity/table"))
                  .onSuccess(
                      table ->
                          table.ifPresent(
                              found -> found(true, EgressRules.misfits(flow, found), here)));
        }
        if (flow.enabled() && config.source() == EgressConfig.Source.REST) {
          looked =
              looked
                  .compose(before -> resource(flow.resource(), here + "/resource"))
                  .onSuccess(
                      log ->
                          log.ifPresent(
                              found -> found(true, EgressRules.misfits(config, flow, found), "")));
        }
      }
      return looked;
    }

    Future<?> consent(ConsentConfig config) {
      return both(
          entity(config.entity(), "/entity"),
          () -> resource(config.resource(), "/resource"),
          (entity, resource) -> found(true, ConsentRules.misfits(config, entity, resource), ""));
    }

    /** What is switched off may not fit, for the time being. */
    private void found(boolean enabled, List<Misfit> misfits, String parent) {
      misfits.forEach(
          misfit -> {
            Misfit there = misfit.under(parent);
            if (!enabled) {
              warnings.add(there);
            } else if (!errors.contains(there)) {
              errors.add(there);
            }
          });
    }

    private interface Comparison {
      void of(EntityDefinition entity, ResourceType resource);
    }

    private static Future<?> both(
        Future<Optional<EntityDefinition>> entity,
        Supplier<Future<Optional<ResourceType>>> resource,
        Comparison comparison) {
      return entity.compose(
          table ->
              resource
                  .get()
                  .onSuccess(
                      found -> {
                        if (table.isPresent() && found.isPresent()) {
                          comparison.of(table.get(), found.get());
                        }
                      }));
    }

    private Future<Optional<EntityDefinition>> entity(String name, String pointer) {
      return ask("Dynamics 365", pointer, () -> schemas.entity(name, refresh));
    }

    private Future<Optional<ResourceType>> resource(String name, String pointer) {
      return ask("Adobe Campaign", pointer, () -> schemas.resource(name, refresh));
    }

    /** Empty when there is no answer, or no such table; then that is told. */
    private <T> Future<Optional<T>> ask(
        String system, String pointer, Supplier<Future<T>> question) {
      if (silent.containsKey(system)) {
        return Future.succeededFuture(Optional.empty());
      }
      return question
          .get()
          .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .map(Optional::of)
          .recover(
              failure -> {
                if (failure instanceof UnknownNameException) {
                  errors.add(
                      new Misfit(pointer, failure.getMessage(), "Choose one that there is."));
                } else {
                  silent.put(system, failure);
                  warnings.add(unchecked(system, failure));
                }
                return Future.succeededFuture(Optional.empty());
              });
    }

    private static Misfit unchecked(String system, Throwable failure) {
      boolean missing = failure instanceof NotConfiguredException;
      return new Misfit(
          "",
          "Whether this fits %s could not be checked%s"
              .formatted(system, missing ? ": it is not connected yet." : ", it does not answer."),
          missing
              ? "Enter the connection on the page Connections."
              : "Test the connection on the page Connections. It is checked again at the start.");
    }
  }
}
