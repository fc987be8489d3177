package io.tidegate.bench;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured in one turn. */
final class TraceFigures {

  /** One run: records a second, and processor time a record in microseconds. */
  record Run(double rate, double cpu) {}

  private final Map<TraceRun.Kind, Run> runs = new EnumMap<>(TraceRun.Kind.class);

  void put(TraceRun.Kind kind, Run run) {
    runs.put(kind, run);
  }

  /** The medians; those of the ratios are of the turns' own ratios. */
  static void print(
      PrintStream out,
      String what,
      List<TraceFigures> turns,
      TraceRun.Kind without,
      TraceRun.Kind with) {
    out.printf(
        "| %s | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.2f |%n",
        what,
        median(turns, turn -> turn.runs.get(without).rate()),
        median(turns, turn -> turn.runs.get(with).rate()),
        median(turns, turn -> turn.runs.get(with).rate() / turn.runs.get(without).rate()),
        median(turns, turn -> turn.runs.get(without).cpu()),
        median(turns, turn -> turn.runs.get(with).cpu()),
        median(turns, turn -> turn.runs.get(without).cpu() / turn.runs.get(with).cpu()));
  }

  private static double median(List<TraceFigures> turns, ToDoubleFunction<TraceFigures> figure) {
    double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
