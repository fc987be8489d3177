package io.tidegate.workflow.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.workflow.export.ExportOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration version of opt-in/out: what a run is pinned to.
 *
 * @param entity the table that holds the people, {@code contact}
 * @param key its key, which is the profile's {@code externalId}
 * @param resource {@code profile}
 * @param rows each channel, attribute and field at most once
 * @param source how Campaign's side is read
 * @param lookupFilter the published filter that finds a profile by its external id
 * @param modifiedFilter the published filter that finds the profiles modified since a time
 * @param export where the files of opt-outs are, if they are read
 * @param exportGlob which files those are
 * @param pollSeconds between two looks for changes
 * @param overlapSeconds how far a look goes back behind the latest modification that was seen: a
 *     profile may become visible later than its time says
 * @param skewSeconds by how much the clocks of the two systems and ours may differ
 */
public record ConsentConfig(
    String entity,
    String key,
    String resource,
    String targetKey,
    List<Row> rows,
    Policy policy,
    Source source,
    String lookupFilter,
    String lookupParameter,
    String modifiedFilter,
    String modifiedParameter,
    ExportOptions export,
    String exportGlob,
    int pageSize,
    int pollSeconds,
    int overlapSeconds,
    int skewSeconds) {

  /**
   * One attribute and one field, both true for opted out.
   *
   * @param attribute of the contact
   * @param field of the profile
   */
  public record Row(Channel channel, String attribute, String field, Direction direction) {}

  /** How Campaign's side is read. */
  public enum Source {
    REST("rest"),
    SFTP("sftp"),
    BOTH("both");

    private final String json;

    Source(String json) {
      this.json = json;
    }

    @JsonValue
    public String json() {
      return json;
    }

    boolean rest() {
      return this != SFTP;
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  public ConsentConfig {
    rows = List.copyOf(rows);
  }

  /** The rows that are not off. */
  List<Row> active() {
    return rows.stream().filter(row -> row.direction() != Direction.OFF).toList();
  }

  /** The rows whose consent may be written to Campaign. */
  public List<Row> toCampaign() {
    return rows.stream().filter(row -> row.direction().writes(Side.CAMPAIGN)).toList();
  }

  /** The columns of the contact to ask for. */
  List<String> select() {
    List<String> select = new ArrayList<>(List.of(key, "modifiedon"));
    active().forEach(row -> select.add(row.attribute()));
    return List.copyOf(select);
  }

  /** The same with other rows. */
  ConsentConfig with(List<Row> others) {
    return new ConsentConfig(
        entity,
        key,
        resource,
        targetKey,
        others,
        policy,
        source,
        lookupFilter,
        lookupParameter,
        modifiedFilter,
        modifiedParameter,
        export,
        exportGlob,
        pageSize,
        pollSeconds,
        overlapSeconds,
        skewSeconds);
  }

  /** Canonical: equal configurations have equal texts. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The consent configuration cannot be written", impossible);
    }
  }

  public static ConsentConfig fromJson(String json) {
    try {
      return JSON.readValue(json, ConsentConfig.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "The stored consent configuration is not readable", broken);
    }
  }
}
