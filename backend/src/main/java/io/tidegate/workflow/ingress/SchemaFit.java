package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.Misfits;
import io.tidegate.mapping.SourceTypes;
import io.tidegate.mapping.TargetTypes;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import io.tidegate.workflow.ingress.IngressConfig.InitialConsent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a flow fits what both systems say of themselves. What they do not say is not held against
 * the flow: not every instance of Campaign tells how long a text may be.
 */
public final class SchemaFit {
  /** Data policies under which Campaign changes a text's case. */
  private static final Set<String> CASE_REWRITING = Set.of("smartCase", "email");

  private final Flow flow;
  private final Mapping mapping;
  private final EntityDefinition entity;
  private final ResourceType resource;
  private final Misfits found = Misfits.none();

  private SchemaFit(Flow flow, EntityDefinition entity, ResourceType resource) {
    this.flow = flow;
    this.mapping = flow.mapping();
    this.entity = entity;
    this.resource = resource;
  }

  /**
   * What does not fit, with pointers that begin at the flow.
   *
   * @param flow one that {@link IngressRules} finds nothing wrong with
   * @param flows all flows by their ids; null for one that does not exist
   * @param entity the flow's table as it is now
   * @param resource the flow's resource as it is now
   */
  public static List<Misfit> misfits(
      Flow flow, Function<String, Flow> flows, EntityDefinition entity, ResourceType resource) {
    SchemaFit fit = new SchemaFit(flow, entity, resource);
    fit.source();
    fit.target();
    fit.attributes();
    fit.links(flows);
    if (flow.mapping().filter() != null) {
      FilterFit.check(flow.mapping().filter(), entity, fit.found.at("mapping").at("filter"));
    }
    fit.consent();
    return fit.found.all();
  }

  /** The mapped fields whose case Campaign rewrites. */
  static Set<String> caseless(Mapping mapping, ResourceType resource) {
    Set<String> caseless = new HashSet<>();
    for (AttributeMapping attribute : mapping.attributes()) {
      Field field = resource.fields().get(attribute.target());
      if (field != null && field.dataPolicy().filter(CASE_REWRITING::contains).isPresent()) {
        caseless.add(attribute.target());
      }
    }
    return caseless;
  }

  private void source() {
    entity
        .untracked()
        .ifPresent(
            untracked ->
                found
                    .at("mapping")
                    .at("entity")
                    .add(untracked, "Turn change tracking on for the table in Dynamics 365."));
    Misfits here = found.at("mapping").at("sourceKey");
    if (Columns.known(entity, mapping.sourceKey(), here) && entity.primaryIdAttribute() != null) {
      here.require(
          mapping.sourceKey().equals(entity.primaryIdAttribute()),
          "Deletions name a row by its key %s, not by %s."
              .formatted(entity.primaryIdAttribute(), mapping.sourceKey()),
          "Use " + entity.primaryIdAttribute() + ".");
    }
  }

  private void target() {
    Misfits here = found.at("mapping").at("targetKey");
    Field key = resource.fields().get(mapping.targetKey());
    if (key == null) {
      here.add(Columns.noField(resource, mapping.targetKey()), Columns.CHOOSE_FIELD);
    } else {
      here.require(
          TargetTypes.text(key.kind()) && key.maxLength().orElse(36) >= 36,
          "The field %s cannot hold a key, which is a text of 36 characters.".formatted(key.name()),
          "Choose a text field of at least 36 characters that is unique in Campaign.");
      here.require(
          !key.readOnly(),
          "The field %s can only be read.".formatted(key.name()),
          Columns.CHOOSE_FIELD);
    }
    List<String> parameters = resource.filters().get(flow.lookupFilter());
    if (parameters == null) {
      found
          .at("lookupFilter")
          .add(
              "The Campaign resource %s has no published filter %s."
                  .formatted(resource.name(), flow.lookupFilter()),
              "Publish a filter in Campaign that finds a record by %s, and name it here."
                  .formatted(mapping.targetKey()));
    } else {
      found
          .at("lookupParameter")
          .require(
              parameters.isEmpty() || parameters.contains(flow.lookupParameter()),
              "The filter %s has no parameter %s."
                  .formatted(flow.lookupFilter(), flow.lookupParameter()),
              "Use " + String.join(" or ", parameters) + ".");
    }
  }

  private void attributes() {
    FieldFit fit = new FieldFit(mapping, entity, resource);
    for (int i = 0; i < mapping.attributes().size(); i++) {
      fit.check(mapping.attributes().get(i), found.at("mapping").at("attributes").at(i));
    }
  }

  private void links(Function<String, Flow> flows) {
    for (int i = 0; i < mapping.links().size(); i++) {
      Link link = mapping.links().get(i);
      Flow parent = flows.apply(link.flow());
      Misfits here = found.at("mapping").at("links").at(i);
      lookup(link, parent, here.at("source"));
      linkField(link, parent, here.at("target"));
    }
  }

  private void lookup(Link link, Flow parent, Misfits here) {
    if (!Columns.known(entity, link.source(), here)) {
      return;
    }
    Attribute attribute = entity.attributes().get(link.source());
    if (!SourceTypes.lookup(attribute.type())) {
      here.add(
          "The column %s is not a lookup.".formatted(link.source()),
          "Choose a lookup column, or map it as an ordinary field.");
    } else if (parent != null && !attribute.targets().isEmpty()) {
      here.require(
          attribute.targets().contains(parent.mapping().entity()),
          "The lookup %s points to %s, not to %s, which the flow %s brings."
              .formatted(
                  link.source(),
                  String.join(" or ", attribute.targets()),
                  parent.mapping().entity(),
                  parent.id()),
          "Choose the flow that brings those, or another lookup.");
    }
  }

  private void linkField(Link link, Flow parent, Misfits here) {
    Field field = resource.fields().get(link.target());
    if (field == null) {
      here.add(Columns.noField(resource, link.target()), Columns.CHOOSE_FIELD);
    } else if (!field.type().equals("link")) {
      here.add(
          "The field %s is not a link.".formatted(link.target()),
          "Choose a link field, or map the lookup as an identifier.");
    } else if (field.readOnly()) {
      here.add("The field %s can only be read.".formatted(link.target()), Columns.CHOOSE_FIELD);
    } else if (parent != null && field.target().isPresent()) {
      here.require(
          field.target().get().equals(parent.mapping().resource()),
          "The field %s links to %s, not to %s, which the flow %s fills."
              .formatted(
                  link.target(), field.target().get(), parent.mapping().resource(), parent.id()),
          "Choose the flow that fills those, or another link field.");
    }
  }

  private void consent() {
    List<InitialConsent> rows = flow.initialConsent();
    for (int i = 0; i < rows.size(); i++) {
      Misfits here = found.at("initialConsent").at(i);
      InitialConsent row = rows.get(i);
      here.at("attribute")
          .require(
              entity.attributes().containsKey(row.attribute()),
              Columns.noColumn(entity, row.attribute()),
              Columns.CONSENT);
      String field = resource.optOutField(row.field());
      here.at("field")
          .require(
              resource.fields().containsKey(field),
              Columns.noField(resource, field),
              Columns.CONSENT);
    }
  }
}
