package io.tidegate.workflow.export;

import java.util.Map;

/**
 * A row of an export file, or what stands in the place of one.
 *
 * @param file its name
 * @param line of its first character, from 1
 * @param values by column; empty when there is a problem
 * @param problem a sentence that says why it cannot be understood; empty when it can
 */
public record ExportRow(String file, long line, Map<String, String> values, String problem) {

  static ExportRow of(String file, long line, Map<String, String> values) {
    return new ExportRow(file, line, values, "");
  }

  static ExportRow broken(String file, long line, String problem) {
    return new ExportRow(file, line, Map.of(), "Line %d of %s %s.".formatted(line, file, problem));
  }

  public boolean isBroken() {
    return !problem.isEmpty();
  }

  /** A value, without blanks around it; empty if there is none. */
  public String value(String column) {
    return values.getOrDefault(column, "").strip();
  }

  /** Without the values: they are personal data. */
  @Override
  public String toString() {
    return "ExportRow[" + file + ":" + line + "]";
  }
}
