package io.tidegate.workflow.egress;

import io.tidegate.mapping.Misfits;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What the description of Campaign's logs has to be. */
final class LogFormatRules {
  private LogFormatRules() {}

  static void check(LogFormat format, Misfits here) {
    if (format == null) {
      here.add("How the logs are written is missing.", "Add it.");
      return;
    }
    columns(format, here.at("columns"));
    here.at("timestamp")
        .require(
            isPattern(format.timestamp()),
            "This is no pattern of a date and time.",
            "Use one such as uuuu-MM-dd HH:mm:ss.SSSX.");
    values(format.sent(), here.at("sent"));
    values(format.failed(), here.at("failed"));
    values(format.returned(), here.at("returned"));
    values(format.bounces(), here.at("bounces"));
    values(format.opens(), here.at("opens"));
    values(format.clicks(), here.at("clicks"));
  }

  private static void columns(LogFormat format, Misfits here) {
    if (format.columns() == null) {
      here.add("The columns' names are missing.", "Use {} where all are called as usual.");
      return;
    }
    for (LogField field : LogField.values()) {
      String name = format.column(field);
      here.at(field.name())
          .require(
              name != null && !name.isBlank(),
              "The column's name is missing.",
              "Name it, or leave it out where it is called as usual.");
    }
  }

  private static void values(List<String> values, Misfits here) {
    here.require(
        values != null && !values.isEmpty() && values.stream().noneMatch(String::isBlank),
        "There is no value, or an empty one.",
        "Name the values as they stand in the logs.");
  }

  private static boolean isPattern(String pattern) {
    try {
      return pattern != null && !pattern.isBlank() && DateTimeFormatter.ofPattern(pattern) != null;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }
}
