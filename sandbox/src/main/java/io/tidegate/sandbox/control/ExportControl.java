package io.tidegate.sandbox.control;

import io.tidegate.sandbox.export.ExportSchedule;
import io.tidegate.sandbox.export.ExportWorkflow;
import io.tidegate.sandbox.export.ExportWorkflow.Files;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Runs Campaign's export workflow, now or on a schedule. */
final class ExportControl {
  private static final int A_DAY = 86_400;
  private static final int AN_HOUR_IN_MILLIS = 3_600_000;

  private final ExportWorkflow workflow;
  private final ExportSchedule schedule;

  ExportControl(ExportWorkflow workflow, ExportSchedule schedule) {
    this.workflow = workflow;
    this.schedule = schedule;
  }

  void register(Controls controls) {
    controls.onBody(HttpMethod.POST, "/exports", this::export);
    controls.on(HttpMethod.GET, "/exports", context -> show());
    controls.onBody(HttpMethod.PUT, "/exports", this::schedule);
  }

  private Future<Answer> export(Buffer body) {
    Input input = Input.of(body, "logs", "optOuts", "rowsPerFile", "writeMillis");
    ExportWorkflow.What what =
        new ExportWorkflow.What(
            input.flag("logs").orElse(true), input.flag("optOuts").orElse(false));
    return workflow
        .export(what, files(input, Files.USUAL))
        .map(ExportControl::shown)
        .compose(Answer::created);
  }

  private static Files files(Input input, Files usual) {
    return new Files(
        input.whole("rowsPerFile", 1, Integer.MAX_VALUE).orElse(usual.rowsPerFile()),
        input.whole("writeMillis", 0, AN_HOUR_IN_MILLIS).orElse(usual.writeMillis()));
  }

  private static JsonObject shown(List<ExportWorkflow.Exported> exported) {
    JsonArray files = new JsonArray();
    exported.forEach(
        file -> files.add(new JsonObject().put("path", file.path()).put("rows", file.rows())));
    return new JsonObject().put("files", files);
  }

  private Future<Answer> show() {
    return Answer.ok(
        new JsonObject()
            .put("everySeconds", schedule.times().everySeconds())
            .put("optOutsEverySeconds", schedule.times().optOutsEverySeconds())
            .put("rowsPerFile", schedule.files().rowsPerFile())
            .put("writeMillis", schedule.files().writeMillis()));
  }

  /** Sets what is given and leaves the rest. */
  private Future<Answer> schedule(Buffer body) {
    Input input =
        Input.of(body, "everySeconds", "optOutsEverySeconds", "rowsPerFile", "writeMillis");
    ExportSchedule.Times now = schedule.times();
    ExportSchedule.Times times =
        new ExportSchedule.Times(
            input.number("everySeconds", 0, A_DAY).orElse(now.everySeconds()),
            input.number("optOutsEverySeconds", 0, A_DAY).orElse(now.optOutsEverySeconds()));
    schedule.set(times, files(input, schedule.files()));
    return show();
  }

  Future<Void> reset() {
    schedule.set(ExportSchedule.Times.NEVER, Files.USUAL);
    return workflow.reset();
  }
}
