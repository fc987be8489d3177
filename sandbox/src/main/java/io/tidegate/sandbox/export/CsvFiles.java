package io.tidegate.sandbox.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes rows into as many files as they fill: UTF-8, commas, quotes as in RFC 4180, a header row,
 * a line feed at each line's end.
 */
final class CsvFiles implements AutoCloseable {
  /** A file that was written, and where it is to go. */
  record Staged(Path file, String path, long rows) {}

  private final Path folder;
  private final IntFunction<String> pathOfPart;
  private final List<String> header;
  private final int rowsPerFile;
  private final List<Staged> files = new ArrayList<>();
  private BufferedWriter writer;
  private Path file;
  private long rows;

  /**
   * Begins without a file: where there are no rows there are no files either.
   *
   * @param folder where the files are written
   * @param pathOfPart where the file of a number, from 1, is to go
   */
  CsvFiles(Path folder, IntFunction<String> pathOfPart, List<String> header, int rowsPerFile) {
    this.folder = folder;
    this.pathOfPart = pathOfPart;
    this.header = header;
    this.rowsPerFile = rowsPerFile;
  }

  void write(List<String> row) throws IOException {
    if (writer != null && rows == rowsPerFile) {
      finish();
    }
    if (writer == null) {
      file = Files.createTempFile(folder, "part", ".csv");
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      line(header);
    }
    line(row);
    rows++;
  }

  /** Ends the last file; tells all of them. */
  List<Staged> finished() throws IOException {
    finish();
    return List.copyOf(files);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  private void finish() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
      files.add(new Staged(file, pathOfPart.apply(files.size() + 1), rows));
      rows = 0;
    }
  }

  private void line(List<String> fields) throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        writer.write(',');
      }
      writer.write(quoted(fields.get(i)));
    }
    writer.write('\n');
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
