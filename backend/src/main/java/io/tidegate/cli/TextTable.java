package io.tidegate.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Rows in columns that are as wide as what stands in them. */
final class TextTable {
  private TextTable() {}

  /** The rows as text; the columns of numbers are aligned to the right. */
  static String of(List<List<String>> rows, List<Integer> numbers) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream()
        .map(row -> align(row, widths, numbers))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String align(List<String> row, int[] widths, List<Integer> numbers) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - row.get(column).length());
      line.append(numbers.contains(column) ? padding + row.get(column) : row.get(column) + padding);
      line.append("  ");
    }
    return line.toString().stripTrailing();
  }
}
