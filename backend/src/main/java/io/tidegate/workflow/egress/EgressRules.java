package io.tidegate.workflow.egress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.Misfits;
import io.tidegate.workflow.egress.EgressConfig.Flow;
import io.tidegate.workflow.export.ExportRules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a configuration of egress has to be, by itself and for both systems as they are now. */
public final class EgressRules {
  private static final int DAY = 86_400;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]{0,127}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");
  private static final Set<String> TEXTS = Set.of("String", "Memo");

  private EgressRules() {}

  /** What is not right whatever the systems look like; pointers are into the document. */
  public static List<Misfit> misfits(EgressConfig config) {
    Misfits here = Misfits.none();
    here.at("source")
        .require(config.source() != null, "The source is missing.", "Use SFTP or REST.");
    ExportRules.check(config.files(), here.at("files"));
    rest(config.rest(), here.at("rest"));
    LogFormatRules.check(config.format(), here.at("format"));
    named(config.contactTable(), COLUMN, "table's logical name", here.at("contactTable"));
    range(config.batchSize(), 1, 1_000, "rows", here.at("batchSize"));
    range(config.contactWaitSeconds(), 1, 365 * DAY, "seconds", here.at("contactWaitSeconds"));
    Set<String> ids = new HashSet<>();
    Set<EventType> types = new HashSet<>();
    for (int i = 0; i < config.flows().size(); i++) {
      Flow flow = config.flows().get(i);
      Misfits there = here.at("flows").at(i);
      named(flow.id(), ID, "flow's id", there.at("id"));
      there
          .at("id")
          .require(
              ids.add(String.valueOf(flow.id())),
              "There is another flow with the id " + flow.id() + ".",
              "Give this one another id.");
      there
          .at("type")
          .require(
              flow.type() != null && types.add(flow.type()),
              "The kind of event is missing, or another flow has it already.",
              "Use each of SEND, OPEN, CLICK and BOUNCE at most once.");
      ExportRules.glob(flow.files(), there.at("files"));
      named(flow.resource(), NAME, "resource's name", there.at("resource"));
      activity(flow.activity(), there.at("activity"));
    }
    return here.all();
  }

  private static void rest(RestOptions rest, Misfits here) {
    if (rest == null) {
      here.add("How the logs are read by REST is missing.", "Add the filter and its options.");
      return;
    }
    named(rest.filter(), NAME, "published filter's name", here.at("filter"));
    named(rest.parameter(), NAME, "filter's parameter", here.at("parameter"));
    range(rest.pollSeconds(), 1, DAY, "seconds", here.at("pollSeconds"));
    range(rest.overlapSeconds(), 0, DAY, "seconds", here.at("overlapSeconds"));
    range(rest.pageRows(), 1, 10_000, "rows a page", here.at("pageRows"));
  }

  private static void activity(ActivityColumns activity, Misfits here) {
    if (activity == null) {
      here.add("The activity table is missing.", "Name the table and its columns.");
      return;
    }
    named(activity.table(), COLUMN, "table's logical name", here.at("table"));
    named(activity.date(), COLUMN, "column's logical name", here.at("date"));
    Set<String> columns = new HashSet<>();
    named(activity)
        .forEach(
            (property, column) -> {
              Misfits there = here.at(property);
              if (column == null) {
                there.add("The column is missing.", "Name one, or leave it empty not to write it.");
              } else if (!column.isEmpty()) {
                named(column, COLUMN, "column's logical name", there);
                there.require(
                    columns.add(column),
                    "The column %s is written with something else already.".formatted(column),
                    "Write each column once.");
              }
            });
  }

  /**
   * What does not fit the activity table as it is now.
   *
   * @return with pointers that begin at the flow
   */
  public static List<Misfit> misfits(Flow flow, EntityDefinition activity) {
    return misfits(flow.activity(), activity, Misfits.none().at("activity"));
  }

  static List<Misfit> misfits(ActivityColumns columns, EntityDefinition activity, Misfits here) {
    for (String column : List.of(ActivityTable.SUBJECT, ActivityTable.REGARDING)) {
      exists(column, activity, here.at("table"), "Choose an activity table.");
    }
    named(columns)
        .forEach(
            (property, column) -> {
              if (!column.isEmpty()) {
                column(property, column, activity, here.at(property));
              }
            });
    return here.all();
  }

  private static void column(
      String property, String column, EntityDefinition activity, Misfits here) {
    if (!exists(
        column,
        activity,
        here,
        "Restore the column in Dynamics 365, choose another, or leave it empty not to write it.")) {
      return;
    }
    Attribute attribute = activity.attributes().get(column);
    boolean date = property.equals("date");
    here.require(
        date ? attribute.type().equals("DateTime") : TEXTS.contains(attribute.type()),
        "The column %s is a %s.".formatted(column, attribute.type()),
        date ? "Choose a column with a date and time." : "Choose a text column.");
  }

  private static boolean exists(
      String column, EntityDefinition activity, Misfits here, String remedy) {
    boolean known = activity.attributes().containsKey(column);
    here.require(
        known,
        "The Dynamics 365 table %s has no column %s.".formatted(activity.logicalName(), column),
        remedy);
    return known;
  }

  /**
   * What does not fit the log as Campaign shows it by REST.
   *
   * @return with pointers that begin at the document
   */
  public static List<Misfit> misfits(EgressConfig config, Flow flow, ResourceType log) {
    Misfits here = Misfits.none();
    for (LogField field : flow.type().fields()) {
      String column = config.format().column(field);
      here.at("format")
          .at("columns")
          .at(field.name())
          .require(
              log.fields().containsKey(column),
              "The Campaign resource %s has no field %s.".formatted(log.name(), column),
              "Name the field that holds it.");
    }
    here.at("rest")
        .at("filter")
        .require(
            log.filters().containsKey(config.rest().filter()),
            "The Campaign resource %s has no published filter %s."
                .formatted(log.name(), config.rest().filter()),
            "Publish a filter by the time of modification, and name it here.");
    return here.all();
  }

  private static Map<String, String> named(ActivityColumns activity) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("date", activity.date());
    columns.put("campaignName", activity.campaignName());
    columns.put("deliveryName", activity.deliveryName());
    columns.put("mirrorPage", activity.mirrorPage());
    columns.put("trackingUrl", activity.trackingUrl());
    columns.put("reason", activity.reason());
    return columns;
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
