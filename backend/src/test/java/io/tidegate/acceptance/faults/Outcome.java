package io.tidegate.acceptance.faults;

import java.time.Duration;
import java.util.Map;

/**
 * What one kind of fault led to.
 *
 * @param struck how often it struck, by moment
 * @param took from its beginning until the world was at rest again
 */
record Outcome(
    String family, String kind, Map<String, Integer> struck, Findings findings, Duration took) {

  int injected() {
    return struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "%s: %d injected %s; lost %d, twice %d, out of order %d, given up %d, stuck %d; %d s"
                .formatted(
                    kind,
                    injected(),
                    struck,
                    findings.lost().size(),
                    findings.twice().size(),
                    findings.disorder().size(),
                    findings.givenUp().size(),
                    findings.stuck().size(),
                    took.toSeconds()));
    findings.examples().forEach(finding -> text.append("\n    ").append(finding));
    return text.toString();
  }
}
