package io.tidegate.workflow.consent;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.Misfits;
import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.tidegate.workflow.export.ExportRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a configuration of opt-in/out has to be, by itself and for both systems as they are now. */
public final class ConsentRules {
  private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]{0,127}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");

  private ConsentRules() {}

  /** What is not right whatever the systems look like; pointers are into the document. */
  public static List<Misfit> misfits(ConsentConfig config) {
    Misfits here = Misfits.none();
    named(config.entity(), COLUMN, "table's logical name", here.at("entity"));
    named(config.key(), COLUMN, "column's logical name", here.at("key"));
    named(config.resource(), NAME, "resource's name", here.at("resource"));
    named(config.targetKey(), NAME, "field's name", here.at("targetKey"));
    rows(config.rows(), here.at("rows"));
    here.at("policy").require(config.policy() != null, "The policy is missing.", "Use optOutWins.");
    here.at("source")
        .require(config.source() != null, "The source is missing.", "Use rest, sftp or both.");
    named(config.lookupFilter(), NAME, "published filter's name", here.at("lookupFilter"));
    named(config.lookupParameter(), NAME, "filter's parameter", here.at("lookupParameter"));
    named(config.modifiedFilter(), NAME, "published filter's name", here.at("modifiedFilter"));
    named(config.modifiedParameter(), NAME, "filter's parameter", here.at("modifiedParameter"));
    ExportRules.check(config.export(), here.at("export"));
    ExportRules.glob(config.exportGlob(), here.at("exportGlob"));
    range(config.pageSize(), 1, 5_000, "rows a page", here.at("pageSize"));
    range(config.pollSeconds(), 1, 3_600, "seconds", here.at("pollSeconds"));
    range(config.overlapSeconds(), 0, 3_600, "seconds", here.at("overlapSeconds"));
    range(config.skewSeconds(), 0, 3_600, "seconds", here.at("skewSeconds"));
    return here.all();
  }

  private static void rows(List<Row> rows, Misfits here) {
    Set<Object> channels = new HashSet<>();
    Set<Object> attributes = new HashSet<>();
    Set<Object> fields = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Misfits there = here.at(i);
      once(channels, row.channel(), "channel", there.at("channel"));
      named(row.attribute(), COLUMN, "column's logical name", there.at("attribute"));
      once(attributes, row.attribute(), "column", there.at("attribute"));
      named(row.field(), NAME, "field's name", there.at("field"));
      once(fields, row.field(), "field", there.at("field"));
      there
          .at("direction")
          .require(
              row.direction() != null,
              "The direction is missing.",
              "Use off, dynamicsToCampaign, campaignToDynamics or both.");
    }
  }

  private static void once(Set<Object> seen, Object value, String what, Misfits here) {
    if (value == null) {
      here.require(!what.equals("channel"), "The channel is missing.", "Choose a channel.");
      return;
    }
    here.require(
        seen.add(value),
        "Another row has this %s already.".formatted(what),
        "Use each %s once.".formatted(what));
  }

  /**
   * What does not fit both systems as they are now.
   *
   * @return with pointers into the document
   */
  public static List<Misfit> misfits(
      ConsentConfig config, EntityDefinition entity, ResourceType resource) {
    Misfits here = Misfits.none();
    entity
        .untracked()
        .ifPresent(
            untracked ->
                here.at("entity")
                    .add(untracked, "Turn change tracking on for the table in Dynamics 365."));
    for (int i = 0; i < config.rows().size(); i++) {
      Row row = config.rows().get(i);
      if (row.direction() != Direction.OFF) {
        row(config, row, entity, resource, here.at("rows").at(i));
      }
    }
    filters(config, resource, here);
    return here.all();
  }

  private static void row(
      ConsentConfig config, Row row, EntityDefinition entity, ResourceType resource, Misfits here) {
    EntityDefinition.Attribute attribute = entity.attributes().get(row.attribute());
    here.at("attribute")
        .require(
            attribute != null && attribute.type().equals("Boolean"),
            "The Dynamics 365 table %s has no yes/no column %s for the channel %s."
                .formatted(config.entity(), row.attribute(), row.channel().json()),
            "Choose a yes/no column, or switch the row off.");
    ResourceType.Field field = resource.fields().get(resource.optOutField(row.field()));
    here.at("field")
        .require(
            field != null && field.type().equals("boolean"),
            "The Campaign resource %s has no yes/no field %s for the channel %s."
                .formatted(config.resource(), row.field(), row.channel().json()),
            "Choose a yes/no field, or switch the row off.");
    here.at("field")
        .require(
            field == null || !field.readOnly() || !row.direction().writes(Side.CAMPAIGN),
            "The field %s can only be read.".formatted(row.field()),
            "Choose another field, or let the row go to Dynamics 365 only.");
  }

  private static void filters(ConsentConfig config, ResourceType resource, Misfits here) {
    List<String> properties = new ArrayList<>(List.of("lookup"));
    if (config.source().rest()) {
      properties.add("modified");
    }
    for (String property : properties) {
      boolean lookup = property.equals("lookup");
      String filter = lookup ? config.lookupFilter() : config.modifiedFilter();
      String parameter = lookup ? config.lookupParameter() : config.modifiedParameter();
      List<String> parameters = resource.filters().get(filter);
      here.at(property + "Filter")
          .require(
              parameters != null,
              "The Campaign resource %s has no published filter %s."
                  .formatted(resource.name(), filter),
              lookup
                  ? "Publish a filter that finds a profile by %s.".formatted(config.targetKey())
                  : "Publish a filter by the time of modification.");
      here.at(property + "Parameter")
          .require(
              parameters == null || parameters.isEmpty() || parameters.contains(parameter),
              "The filter %s has no parameter %s.".formatted(filter, parameter),
              parameters == null ? "" : "Use " + String.join(" or ", parameters) + ".");
    }
  }

  private static void named(String name, Pattern pattern, String what, Misfits here) {
    here.require(
        name != null && pattern.matcher(name).matches(),
        name == null || name.isEmpty() ? "A " + what + " is missing." : "This is no " + what + ".",
        "Correct it.");
  }

  private static void range(int value, int least, int most, String unit, Misfits here) {
    here.require(
        value >= least && value <= most,
        "It is %d, where %d to %d %s are possible.".formatted(value, least, most, unit),
        "Use a number between %d and %d.".formatted(least, most));
  }
}
