package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.Document;
import io.tidegate.configuration.DocumentForm;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.MappingTools;
import io.tidegate.configuration.Saved;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.tidegate.workflow.ingress.IngressRules;
import io.tidegate.workflow.ingress.SchemaFit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Drafts and tries flows against both systems as they are.
 *
 * @param saved the newest versions of the documents
 * @param systems what is asked
 */
public record FlowTools(Supplier<Map<Document, Saved>> saved, Systems systems)
    implements MappingTools {
  private static final String FLOWS = "flows";

  /** Both systems, by the connections as they are saved. Fails as {@link MappingTools} does. */
  public interface Systems {
    Future<EntityDefinition> entity(String logicalName);

    Future<ResourceType> resource(String name);

    /**
     * Reads rows of Dynamics.
     *
     * @param reading gets a client that is closed when it is done
     */
    <T> Future<T> read(Function<DynamicsClient, Future<T>> reading);
  }

  @Override
  public Future<Suggestion> suggest(String entity, String resource) {
    return both(
        entity,
        resource,
        (table, target) -> {
          Suggestions.Draft draft = Suggestions.flow(table, target, flows());
          return Future.succeededFuture(new Suggestion(json(draft.flow()), draft.reasons()));
        });
  }

  @Override
  public Future<List<Tried>> tryFlow(JsonObject content, int records, List<String> ids) {
    Flow flow;
    List<Flow> all = flows();
    try {
      flow = read(content);
      all.removeIf(other -> other.id().equals(flow.id()));
      all.add(flow);
      refuse(under(all.size() - 1, IngressRules.misfits(new IngressConfig(all))));
    } catch (InvalidConfigurationException wrong) {
      return Future.failedFuture(wrong);
    }
    Mapping mapping = flow.mapping();
    return both(
        mapping.entity(),
        mapping.resource(),
        (entity, resource) -> {
          Map<String, Flow> flows = new HashMap<>();
          all.forEach(each -> flows.put(each.id(), each));
          List<Misfit> misfits = SchemaFit.misfits(flow, flows::get, entity, resource);
          if (!readable(mapping, entity)) {
            return Future.failedFuture(new InvalidConfigurationException(misfits));
          }
          Map<String, String> entities = new IngressConfig(all).entities();
          Trial trial = new Trial(mapping, entity, resource, entities, misfits);
          return systems.read(dynamics -> trial.run(dynamics, records, ids));
        });
  }

  /** The rest of what does not fit is told at the fields. */
  private static boolean readable(Mapping mapping, EntityDefinition entity) {
    return entity.untracked().isEmpty()
        && entity.attributes().keySet().containsAll(mapping.sources());
  }

  /** What is asked of two tables. */
  private interface Question<T> {
    Future<T> ask(EntityDefinition entity, ResourceType resource);
  }

  private <T> Future<T> both(String entity, String resource, Question<T> question) {
    Future<EntityDefinition> table = systems.entity(entity);
    Future<ResourceType> target = systems.resource(resource);
    return Future.join(table, target)
        .compose(both -> question.ask(table.result(), target.result()));
  }

  private List<Flow> flows() {
    return new ArrayList<>(
        DocumentForm.ingressConfig(saved.get().get(Document.INGRESS).content()).flows());
  }

  private static Flow read(JsonObject content) {
    JsonObject document = new JsonObject().put(FLOWS, new JsonArray().add(content));
    try {
      return DocumentForm.ingressConfig(DocumentForm.canonical(Document.INGRESS, document))
          .flows()
          .get(0);
    } catch (InvalidConfigurationException wrong) {
      List<Misfit> within = under(0, wrong.misfits());
      throw within.isEmpty() ? wrong : new InvalidConfigurationException(within);
    }
  }

  private static JsonObject json(Flow flow) {
    JsonObject document = new JsonObject(new IngressConfig(List.of(flow)).toJson());
    return DocumentForm.canonical(Document.INGRESS, without(document))
        .getJsonArray(FLOWS)
        .getJsonObject(0);
  }

  /** What is taken from opt-in/out is no part of the document. */
  private static JsonObject without(JsonObject document) {
    document.getJsonArray(FLOWS).getJsonObject(0).remove("initialConsent");
    return document;
  }

  /** Those of one flow, with pointers that begin there. */
  private static List<Misfit> under(int index, List<Misfit> misfits) {
    String prefix = "/" + FLOWS + "/" + index;
    List<Misfit> found = new ArrayList<>();
    for (Misfit misfit : misfits) {
      if (misfit.pointer().startsWith(prefix + "/") || misfit.pointer().equals(prefix)) {
        found.add(
            new Misfit(
                misfit.pointer().substring(prefix.length()), misfit.message(), misfit.remedy()));
      }
    }
    return found;
  }

  private static void refuse(List<Misfit> misfits) {
    if (!misfits.isEmpty()) {
      throw new InvalidConfigurationException(misfits);
    }
  }
}
