package io.tidegate.workflow.export;

import io.tidegate.workflow.Condition;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows which files are not read, and why: the gravest of them, one look at the files after
 * another.
 */
final class FileConditions {
  private final String flowId;
  private final FlowReport report;

  /** What keeps a file from being read, by its name, as of the last time it was tried. */
  private final Map<String, Condition> kept = new HashMap<>();

  private Condition gravest;
  private boolean shown;

  FileConditions(String flowId, FlowReport report) {
    this.flowId = flowId;
    this.report = report;
  }

  /** A new look at the files begins. */
  void begin() {
    gravest = null;
  }

  void incomplete(ReadFile file) {
    found(
        file,
        Condition.Code.FILE_INCOMPLETE,
        "%s ends in the middle of line %d; the rest of it is awaited."
            .formatted(file.name(), file.lines() + 1));
  }

  void unreadable(ReadFile file, String column) {
    found(
        file,
        Condition.Code.FILE_UNREADABLE,
        "%s has no column %s. It is left where it is; correct the export, or the column's name."
            .formatted(file.name(), column));
  }

  /**
   * It is as it was when it was tried last.
   *
   * @return whether it may change soon
   */
  boolean again(ReadFile file) {
    Condition condition = kept.get(file.name());
    take(condition);
    return condition != null && condition.code() == Condition.Code.FILE_INCOMPLETE;
  }

  /**
   * The look has ended.
   *
   * @param early whether it ended at a page, so that not all files were looked at
   */
  void show(boolean early) {
    if (gravest != null) {
      report.hold(Part.FILE, gravest);
      shown = true;
    } else if (shown && !early) {
      report.release(Part.FILE);
      kept.clear();
      shown = false;
    }
  }

  private void found(ReadFile file, Condition.Code code, String message) {
    Condition condition = new Condition(code, "campaign", flowId, message, 0, null, Instant.now());
    kept.put(file.name(), condition);
    take(condition);
  }

  private void take(Condition condition) {
    if (condition != null && (gravest == null || condition.code().compareTo(gravest.code()) > 0)) {
      gravest = condition;
    }
  }
}
