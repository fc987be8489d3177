package io.tidegate.sandbox.export;

import io.tidegate.sandbox.export.ExportWorkflow.Files;
import io.tidegate.sandbox.export.ExportWorkflow.What;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the workflow run by itself. To be used on the event loop. */
public final class ExportSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(ExportSchedule.class);

  /**
   * How often.
   *
   * @param everySeconds between exports of the logs, 0 for never
   * @param optOutsEverySeconds between exports of opt-outs, 0 for never
   */
  public record Times(double everySeconds, double optOutsEverySeconds) {
    public static final Times NEVER = new Times(0, 0);
  }

  private final Vertx vertx;
  private final ExportWorkflow workflow;
  private Times times = Times.NEVER;
  private Files files = Files.USUAL;
  private long logsTimer = -1;
  private long optOutsTimer = -1;

  public ExportSchedule(Vertx vertx, ExportWorkflow workflow) {
    this.vertx = vertx;
    this.workflow = workflow;
  }

  public Times times() {
    return times;
  }

  public Files files() {
    return files;
  }

  /** Replaces the schedule. */
  public void set(Times changed, Files changedFiles) {
    vertx.cancelTimer(logsTimer);
    vertx.cancelTimer(optOutsTimer);
    times = changed;
    files = changedFiles;
    logsTimer = start(changed.everySeconds(), new What(true, false));
    optOutsTimer = start(changed.optOutsEverySeconds(), new What(false, true));
  }

  private long start(double seconds, What what) {
    return seconds == 0
        ? -1
        : vertx.setPeriodic(
            Math.max(1, Math.round(seconds * 1000)),
            timer ->
                workflow
                    .export(what, files)
                    .onFailure(failure -> LOG.error("A scheduled export failed", failure)));
  }
}
