package io.tidegate.bench;

import java.io.PrintStream;

/**
 * What was measured of one queue. Rates in records per second, times in milliseconds, sizes in
 * bytes.
 */
record QueueFigures(
    double append,
    double drain,
    double depthMedian,
    double depth99,
    long appendHeap,
    long drainHeap,
    long fullSize,
    long emptySize) {

  static void print(PrintStream out, QueueFigures tidegate, QueueFigures naive) {
    out.println("| | Tidegate | SKIP LOCKED + DELETE | Tidegate is |");
    out.println("|---|---:|---:|---:|");
    more(out, "append, records/s", tidegate.append, naive.append);
    more(out, "drain, records/s", tidegate.drain, naive.drain);
    less(
        out,
        "depth by SQL at the full backlog, median, ms",
        tidegate.depthMedian,
        naive.depthMedian);
    less(
        out,
        "depth by SQL at the full backlog, 99th percentile, ms",
        tidegate.depth99,
        naive.depth99);
    size(
        out,
        "most heap in use while the backlog grows, MiB",
        tidegate.appendHeap,
        naive.appendHeap);
    size(out, "most heap in use while it drains, MiB", tidegate.drainHeap, naive.drainHeap);
    size(out, "database at the full backlog, MiB", tidegate.fullSize, naive.fullSize);
    size(out, "database once drained, MiB", tidegate.emptySize, naive.emptySize);
  }

  private static void more(PrintStream out, String what, double tidegate, double naive) {
    row(out, what, "%,.0f", tidegate, naive, "%.2f × as fast", tidegate / naive);
  }

  private static void less(PrintStream out, String what, double tidegate, double naive) {
    row(out, what, "%,.2f", tidegate, naive, "%,.1f × as fast", naive / tidegate);
  }

  private static void size(PrintStream out, String what, long tidegate, long naive) {
    double mebibyte = 1 << 20;
    row(
        out,
        what,
        "%,.0f",
        tidegate / mebibyte,
        naive / mebibyte,
        "%.2f × as large",
        (double) tidegate / naive);
  }

  private static void row(
      PrintStream out,
      String what,
      String format,
      double tidegate,
      double naive,
      String ratioFormat,
      double ratio) {
    out.printf(
        "| %s | %s | %s | %s |%n",
        what, format.formatted(tidegate), format.formatted(naive), ratioFormat.formatted(ratio));
  }
}
