package io.tidegate.workflow.egress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.workflow.export.ExportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The configuration version of egress: what a run is pinned to.
 *
 * @param contactTable the logical name of the table that activities regard
 * @param batchSize rows a request to Dynamics at most, 1 to 1000
 * @param contactWaitSeconds how long an event waits for its contact to appear in Dynamics
 */
public record EgressConfig(
    Source source,
    ExportOptions files,
    RestOptions rest,
    LogFormat format,
    List<Flow> flows,
    String contactTable,
    int batchSize,
    int contactWaitSeconds) {

  /** Where the logs come from. */
  public enum Source {
    SFTP,
    REST
  }

  /**
   * One kind of event.
   *
   * @param id for instance {@code email-send}
   * @param files which export files tell of it
   * @param resource which REST resource does
   */
  public record Flow(
      String id,
      EventType type,
      boolean enabled,
      String files,
      String resource,
      ActivityColumns activity) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  public EgressConfig {
    flows = List.copyOf(flows);
    if (batchSize < 1 || batchSize > 1_000) {
      throw new IllegalArgumentException("A batch holds 1 to 1000 rows, not " + batchSize);
    }
  }

  /** From export files, in batches of a hundred, waiting three days for a contact. */
  public static EgressConfig standard(Set<EventType> enabled) {
    List<Flow> flows = new ArrayList<>();
    for (EventType type : EventType.values()) {
      flows.add(
          new Flow(
              "email-" + type.label(),
              type,
              enabled.contains(type),
              type.isDelivery() ? "broadlog*.csv" : "trackinglog*.csv",
              type.isDelivery() ? "broadLogRcp" : "trackingLogRcp",
              ActivityColumns.adobe(type)));
    }
    return new EgressConfig(
        Source.SFTP,
        ExportOptions.STANDARD,
        RestOptions.STANDARD,
        LogFormat.STANDARD,
        flows,
        "contact",
        100,
        72 * 3_600);
  }

  public EgressConfig from(Source changed) {
    return new EgressConfig(
        changed, files, rest, format, flows, contactTable, batchSize, contactWaitSeconds);
  }

  public EgressConfig withFiles(ExportOptions changed) {
    return new EgressConfig(
        source, changed, rest, format, flows, contactTable, batchSize, contactWaitSeconds);
  }

  public EgressConfig withRest(RestOptions changed) {
    return new EgressConfig(
        source, files, changed, format, flows, contactTable, batchSize, contactWaitSeconds);
  }

  public EgressConfig withFormat(LogFormat changed) {
    return new EgressConfig(
        source, files, rest, changed, flows, contactTable, batchSize, contactWaitSeconds);
  }

  public EgressConfig withBatchSize(int rows) {
    return new EgressConfig(
        source, files, rest, format, flows, contactTable, rows, contactWaitSeconds);
  }

  public EgressConfig withContactWait(int seconds) {
    return new EgressConfig(source, files, rest, format, flows, contactTable, batchSize, seconds);
  }

  /** Those that run. */
  List<Flow> enabled() {
    return flows.stream().filter(Flow::enabled).toList();
  }

  /** Canonical: equal configurations have equal texts. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The egress configuration cannot be written", impossible);
    }
  }

  public static EgressConfig fromJson(String json) {
    try {
      return JSON.readValue(json, EgressConfig.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("The stored egress configuration is not readable", broken);
    }
  }
}
