package io.tidegate.workflow.export;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Rows, and what must be stored in the transaction that queues what became of them.
 *
 * @param rows in the file's order; may be empty
 * @param cursor where the page ends; different for every page
 * @param alongside stores how far the file was read
 */
public record ExportPage(
    List<ExportRow> rows, String cursor, Function<SqlConnection, Future<?>> alongside) {}
