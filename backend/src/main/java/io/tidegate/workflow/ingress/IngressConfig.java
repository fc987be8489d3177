package io.tidegate.workflow.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.campaign.ResourceType;
import io.tidegate.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;

/** The configuration version of ingress: what a run is pinned to. */
public record IngressConfig(List<Flow> flows) {

  /**
   * One flow.
   *
   * @param id for instance {@code contact}
   * @param lookupFilter the published Campaign filter that finds a record by its key
   * @param lookupParameter that filter's parameter
   * @param deletions what a deletion at the source does at the target
   * @param heldDeletionShare deletions inferred from a full read wait for a person when they are
   *     more than this share of the known records
   * @param pageSize rows a page, 1 to 5000
   * @param pollSeconds between two looks for changes
   * @param initialConsent what a record is born with, and ingress never touches again: opt-in/out
   *     keeps it in step from then on
   */
  public record Flow(
      String id,
      Mapping mapping,
      String lookupFilter,
      String lookupParameter,
      DeletionPolicy deletions,
      double heldDeletionShare,
      int pageSize,
      int pollSeconds,
      List<InitialConsent> initialConsent) {

    public Flow {
      // Versions that were stored before there was consent have none.
      initialConsent = initialConsent == null ? List.of() : List.copyOf(initialConsent);
    }

    /** The same with the names of opt-out fields that this instance uses. */
    Flow resolved(ResourceType target) {
      return new Flow(
          id,
          mapping,
          lookupFilter,
          lookupParameter,
          deletions,
          heldDeletionShare,
          pageSize,
          pollSeconds,
          initialConsent.stream()
              .map(
                  initial ->
                      new InitialConsent(initial.attribute(), target.optOutField(initial.field())))
              .toList());
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
