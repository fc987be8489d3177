package io.tidegate.dynamics;

import io.tidegate.connector.Answer;
import io.tidegate.connector.Call;
import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Vendor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows created in one {@code $batch}: each part is a {@code PATCH} with {@code If-None-Match: *},
 * so that a repetition changes nothing, and one that fails does not keep the others from being
 * done.
 *
 * @see <a
 *     href="https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api">Batch
 *     operations</a>
 */
final class DynamicsBatch {
  /** Dynamics takes no more in one request. */
  static final int MOST_ROWS = 1_000;

  private static final String NO_SUCH_ROW = "0x80040217";
  private static final int PRECONDITION_FAILED = 412;

  private final String apiPath;
  private final List<NewRow> rows;
  private final DynamicsErrors errors = new DynamicsErrors();

  DynamicsBatch(String apiPath, List<NewRow> rows) {
    if (rows.isEmpty() || rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException("A batch holds 1 to 1000 rows, not " + rows.size());
    }
    this.apiPath = apiPath;
    this.rows = rows;
  }

  Call call() {
    String boundary = "batch_" + UUID.randomUUID();
    Buffer body = Buffer.buffer();
    for (NewRow row : rows) {
      // JSON as we write it has no line breaks, so the boundary cannot be in it.
      body.appendString("--" + boundary + "\r\n")
          .appendString("Content-Type: application/http\r\n")
          .appendString("Content-Transfer-Encoding: binary\r\n\r\n")
          .appendString("PATCH " + target(row) + " HTTP/1.1\r\n")
          .appendString("Content-Type: application/json; charset=utf-8\r\n")
          .appendString("If-None-Match: *\r\n\r\n")
          .appendBuffer(row.columns().toBuffer())
          .appendString("\r\n");
    }
    body.appendString("--" + boundary + "--\r\n");
    return new Call(
        HttpMethod.POST,
        apiPath + "/$batch",
        Map.of(
            "Content-Type",
            "multipart/mixed; boundary=\"" + boundary + "\"",
            "Prefer",
            "odata.continue-on-error"),
        body);
  }

  /** One result per row, in their order. A row without an answer counts as not answered. */
  List<WriteResult> results(Answer answer) {
    List<Answer> parts = MultipartAnswer.parts(answer, rows.size());
    List<WriteResult> results = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      results.add(
          i < parts.size()
              ? result(rows.get(i), parts.get(i))
              : new WriteResult.Failed(unanswered(rows.size(), parts.size())));
    }
    return results;
  }

  private WriteResult result(NewRow row, Answer part) {
    if (part.successful()) {
      return new WriteResult.Created();
    }
    ConnectorException failure =
        errors.judge(new Call(HttpMethod.PATCH, target(row), Map.of(), null), part);
    if (failure instanceof GoneException) {
      return part.body().toString().toLowerCase(Locale.ROOT).contains(NO_SUCH_ROW)
          ? new WriteResult.ReferenceMissing(failure.getMessage())
          : new WriteResult.Failed(
              Vendor.DYNAMICS.unusable(
                  "Dynamics does not find the table "
                      + row.entitySet()
                      + ": "
                      + failure.getMessage(),
                  "Restore the table, or correct its name, then start the workflow again."));
    }
    if (failure instanceof RefusedException refused) {
      if (refused.code().equals(NO_SUCH_ROW)) {
        return new WriteResult.ReferenceMissing(refused.getMessage());
      }
      // Not a duplicate that a rule of the customer's found: that has a code of its own.
      if (part.status() == PRECONDITION_FAILED && !refused.code().equals("0x80040333")) {
        return new WriteResult.Existed();
      }
    }
    return new WriteResult.Failed(failure);
  }

  private String target(NewRow row) {
    return apiPath + "/" + row.entitySet() + "(" + row.id() + ")";
  }

  private static RetriableException unanswered(int asked, int answered) {
    return new RetriableException(
        Vendor.DYNAMICS.system(),
        RetriableException.Kind.FAILED,
        "Dynamics answered %d of the %d rows of a batch.".formatted(answered, asked),
        Optional.empty(),
        true);
  }
}
