package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.ComparedFields;
import io.tidegate.mapping.FieldPath;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.RowMapper;
import io.tidegate.mapping.TargetTypes;
import io.tidegate.mapping.UnmappableException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row of the source as what it is compared with: what the flow would write, its links not led to
 * their parents yet.
 *
 * @param record what the mapping makes of it; {@link #UNMAPPABLE} where it makes nothing
 * @param problem what keeps it from being mapped; null if nothing does
 */
record ComparedRecord(JsonObject record, Map<String, Parent> links, String problem) {
  /** Equal to nothing that a target could show. */
  private static final String UNMAPPABLE = "\0unmappable";

  private static final String NOWHERE = "\0";

  static ComparedRecord of(Fitted fit, JsonObject row) {
    JsonObject record;
    String problem = null;
    try {
      record = fit.mapper().map(row);
    } catch (UnmappableException unmappable) {
      record = explained(fit.mapper(), row);
      problem = unmappable.getMessage();
    }
    Map<String, Parent> links = new LinkedHashMap<>();
    for (Link link : fit.flow().mapping().links()) {
      if (record.getValue(link.target()) instanceof JsonObject parent) {
        JsonObject to = parent.getJsonObject(RowMapper.LINK, parent);
        links.put(link.target(), new Parent(to.getString("flow"), to.getString("key")));
      }
    }
    return new ComparedRecord(record, links, problem);
  }

  /** What cannot be mapped keeps nobody from comparing the rest. */
  private static JsonObject explained(RowMapper mapper, JsonObject row) {
    JsonObject record = new JsonObject();
    for (RowMapper.Mapped field : mapper.explain(row)) {
      FieldPath.put(record, field.target(), field.problem() == null ? field.after() : UNMAPPABLE);
    }
    return record;
  }

  /** The same with its links as the target shows them; a parent that is not known leads nowhere. */
  JsonObject linked(Map<Parent, String> pkeys) {
    if (links.isEmpty()) {
      return record;
    }
    JsonObject linked = record.copy();
    links.forEach(
        (field, parent) ->
            linked.put(
                field,
                new JsonObject().put("PKey", pkeys.getOrDefault(parent, NOWHERE + parent.key()))));
    return linked;
  }

  /** What people are shown of a field: a link as the key of the parent. */
  Object shown(String path) {
    Object value = links.containsKey(path) ? links.get(path).key() : FieldPath.get(record, path);
    return UNMAPPABLE.equals(value) ? null : value;
  }

  /** The fields that are kept in step. */
  static ComparedFields fields(Mapping mapping, ResourceType resource) {
    Set<String> caseless = SchemaFit.caseless(mapping, resource);
    List<ComparedFields.Field> fields = new ArrayList<>();
    for (String path : paths(mapping)) {
      ResourceType.Field field = resource.fields().get(path);
      String kind = field == null ? "" : field.kind();
      fields.add(
          new ComparedFields.Field(path, kind, caseless.contains(path), absent(field, kind)));
    }
    return new ComparedFields(fields);
  }

  static List<String> paths(Mapping mapping) {
    List<String> paths = new ArrayList<>();
    mapping.attributes().stream()
        .filter(AttributeMapping::applyUpdates)
        .map(AttributeMapping::target)
        .forEach(paths::add);
    mapping.links().stream().map(Link::target).forEach(paths::add);
    return paths;
  }

  private static String absent(ResourceType.Field field, String kind) {
    if (TargetTypes.number(kind)) {
      return "0";
    }
    return switch (kind) {
      case "boolean" -> "false";
      case "enumeration" -> field.values().isEmpty() ? "" : field.values().get(0).name();
      default -> "";
    };
  }
}
