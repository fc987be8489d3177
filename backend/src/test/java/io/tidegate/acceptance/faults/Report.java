package io.tidegate.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run found, as a page.
 *
 * @param only which kinds were asked for, as a regular expression
 * @param kinds how many kinds of fault those are
 * @param outcomes of those that were run so far
 */
record Report(long seed, String only, int kinds, Duration took, List<Outcome> outcomes) {
  /** The regular expression that takes every kind. */
  static final String EVERYTHING = ".";

  private static final String HEAD =
      """
      # What faults do to Tidegate

      All three workflows run against the sandbox, with a PostgreSQL of their own, while contacts, accounts,
      subscriptions, invoice lines and consents change and mailings are sent. Each kind of fault strikes at each
      moment; then both sides are compared over HTTP and the sandbox's journal is read
      ([how](architecture.md#the-fault-suite)). Made by

      ```
      mvn -B verify -Pfaults -Dskip.npm -pl backend -am -Dfaults.seed=%d -Dfaults.only='%s'
      ```

      in %d minutes: %d of %d kinds of fault.

      **%d faults injected at %d kinds × moments. Lost: %d. Twice: %d. Out of order: %d. Given up: %d. Stuck: %d.**
      """;

  /** Only what a whole run says is for the documentation. */
  private Path file() {
    return only.equals(EVERYTHING)
        ? Path.of("..", "docs", "fault-report.md")
        : Path.of("target", "fault-report.md");
  }

  void write() {
    try {
      Files.writeString(file(), page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            HEAD.formatted(
                seed,
                only,
                took.toMinutes(),
                outcomes.size(),
                kinds,
                outcomes.stream().mapToInt(Outcome::injected).sum(),
                outcomes.stream()
                    .flatMap(outcome -> outcome.struck().values().stream())
                    .filter(times -> times > 0)
                    .count(),
                count(Findings::lost),
                count(Findings::twice),
                count(Findings::disorder),
                count(Findings::givenUp),
                count(Findings::stuck)));
    Set<String> families = new LinkedHashSet<>();
    outcomes.forEach(outcome -> families.add(outcome.family()));
    families.forEach(family -> table(page, family));
    examples(page);
    return page.toString();
  }

  private int count(Function<Findings, List<String>> findings) {
    return outcomes.stream().mapToInt(outcome -> findings.apply(outcome.findings()).size()).sum();
  }

  private void table(StringBuilder page, String family) {
    List<Outcome> rows =
        outcomes.stream().filter(outcome -> outcome.family().equals(family)).toList();
    Set<String> moments = new LinkedHashSet<>();
    rows.forEach(row -> moments.addAll(row.struck().keySet()));
    page.append("\n| ").append(family).append(" |");
    moments.forEach(moment -> page.append(' ').append(moment).append(" |"));
    page.append(" injected | lost | twice | out of order | given up | stuck | s |\n|---|");
    page.append("---|".repeat(moments.size() + 7)).append('\n');
    for (Outcome row : rows) {
      page.append("| ").append(row.kind()).append(" |");
      moments.forEach(
          moment -> page.append(' ').append(row.struck().getOrDefault(moment, 0)).append(" |"));
      Findings findings = row.findings();
      page.append(
          " %d | %d | %d | %d | %d | %d | %d |\n"
              .formatted(
                  row.injected(),
                  findings.lost().size(),
                  findings.twice().size(),
                  findings.disorder().size(),
                  findings.givenUp().size(),
                  findings.stuck().size(),
                  row.took().toSeconds()));
    }
  }

  private void examples(StringBuilder page) {
    for (Outcome outcome : outcomes) {
      for (String finding : outcome.findings().examples()) {
        page.append("\n- ").append(outcome.kind()).append(": ").append(finding);
      }
    }
  }
}
