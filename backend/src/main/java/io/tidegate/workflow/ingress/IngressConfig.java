package io.tidegate.workflow.ingress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration version of ingress: what a run is pinned to. */
public record IngressConfig(List<Flow> flows) {

  /**
   * One flow.
   *
   * @param id for instance {@code contact}; names its queue, so that it never changes
   * @param enabled false for one that is switched off; null means true
   * @param lookupFilter the published Campaign filter that finds a record by its key
   * @param lookupParameter that filter's parameter
   * @param deletions what a deletion at the source does at the target
   * @param deleteFilteredOut whether a record that the filter leaves out is deleted at the target
   * @param heldDeletionShare deletions inferred from a full read wait for a person when they are
   *     more than this share of the known records
   * @param pageSize rows a page, 1 to 5000
   * @param pollSeconds between two looks for changes
   * @param parentWaitSeconds how long a record waits for its parent before it is a dead letter;
   *     null means three days
   * @param schemaCheckSeconds between two looks at both schemas; null means a minute
   * @param initialConsent what a record is born with, and ingress never touches again: opt-in/out
   *     keeps it in step from then on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Flow(
      String id,
      Boolean enabled,
      Mapping mapping,
      String lookupFilter,
      String lookupParameter,
      DeletionPolicy deletions,
      boolean deleteFilteredOut,
      double heldDeletionShare,
      int pageSize,
      int pollSeconds,
      Integer parentWaitSeconds,
      Integer schemaCheckSeconds,
      List<InitialConsent> initialConsent) {

    private static final int THREE_DAYS = 72 * 3_600;

    public Flow {
      // Versions that were stored before these existed have none of them.
      enabled = enabled == null || enabled;
      parentWaitSeconds = parentWaitSeconds == null ? THREE_DAYS : parentWaitSeconds;
      schemaCheckSeconds = schemaCheckSeconds == null ? 60 : schemaCheckSeconds;
      initialConsent = initialConsent == null ? List.of() : List.copyOf(initialConsent);
    }

    /** As most flows are: everything is written, thousand rows a page, a look every 5 s. */
    public static Flow standard(
        String id,
        Mapping mapping,
        String lookupFilter,
        String lookupParameter,
        DeletionPolicy deletions) {
      return new Flow(
          id,
          true,
          mapping,
          lookupFilter,
          lookupParameter,
          deletions,
          false,
          0.05,
          1_000,
          5,
          null,
          null,
          null);
    }

    /** The same, whose records are born with this consent. */
    public Flow with(List<InitialConsent> consent) {
      return new Flow(
          id,
          enabled,
          mapping,
          lookupFilter,
          lookupParameter,
          deletions,
          deleteFilteredOut,
          heldDeletionShare,
          pageSize,
          pollSeconds,
          parentWaitSeconds,
          schemaCheckSeconds,
          consent);
    }

    /**
     * The same with the names of opt-out fields and the types of values that this instance uses.
     */
    Flow resolved(ResourceType target) {
      return typed(target)
          .with(
              initialConsent.stream()
                  .map(
                      initial ->
                          new InitialConsent(
                              initial.attribute(), target.optOutField(initial.field())))
                  .toList());
    }

    private Flow typed(ResourceType target) {
      return new Flow(
          id,
          enabled,
          mapping.typed(target.kinds()),
          lookupFilter,
          lookupParameter,
          deletions,
          deleteFilteredOut,
          heldDeletionShare,
          pageSize,
          pollSeconds,
          parentWaitSeconds,
          schemaCheckSeconds,
          initialConsent);
    }

    /** Whether a full read may show that records are to be deleted. */
    boolean infersDeletions() {
      return deletions != DeletionPolicy.OFF || deletesFilteredOut();
    }

    boolean deletesFilteredOut() {
      return deleteFilteredOut && mapping.filter() != null;
    }

    /** What is read of the source, as a text: of two that are equal, the same is read. */
    String signature(List<String> columns) {
      String select = String.join(",", columns);
      return mapping.filter() == null ? select : select + "|" + filterText();
    }

    private String filterText() {
      try {
        return JSON.writeValueAsString(mapping.filter());
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException("The filter cannot be written", impossible);
      }
    }

    /** The attributes to ask the source for, its key first. */
    List<String> select() {
      List<String> select = new ArrayList<>(mapping.select());
      initialConsent.stream()
          .map(InitialConsent::attribute)
          .filter(attribute -> !select.contains(attribute))
          .forEach(select::add);
      return List.copyOf(select);
    }
  }

  /** A yes/no attribute of the source, and the field that starts with its value. */
  public record InitialConsent(String attribute, String field) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  public IngressConfig {
    flows = List.copyOf(flows);
  }

  /** The table of each flow, by the flow's id. */
  public Map<String, String> entities() {
    Map<String, String> entities = new HashMap<>();
    flows.forEach(flow -> entities.put(flow.id(), flow.mapping().entity()));
    return entities;
  }

  /** Canonical: equal configurations have equal texts. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The ingress configuration cannot be written", impossible);
    }
  }

  public static IngressConfig fromJson(String json) {
    try {
      return JSON.readValue(json, IngressConfig.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "The stored ingress configuration is not readable", broken);
    }
  }
}
