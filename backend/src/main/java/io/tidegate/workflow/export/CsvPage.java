package io.tidegate.workflow.export;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The whole rows at the beginning of a part of a CSV file.
 *
 * <p>The bytes are parsed as Latin-1, so that a character's position is a byte's, and each value is
 * decoded afterwards: that is exact whatever is in the file, since separators and quotes are ASCII.
 *
 * @param bytes how many of them the rows take up
 * @param lines how many line feeds are in those
 */
record CsvPage(List<ExportRow> rows, int bytes, long lines) {
  /**
   * A quote that is never closed swallows what follows. Each such row costs a new beginning, so
   * that many of them end the page.
   */
  private static final int MOST_BEGINNINGS = 100;

  /** What is being read: the file's name and columns, and how it is written. */
  record Form(String file, List<String> columns, ExportOptions options) {}

  /** Reads the rows that are whole for certain. What follows them is to be read again. */
  static CsvPage parse(Form form, Buffer content, long linesBefore) {
    return new Parser(form, content, linesBefore).parse();
  }

  /** The first row as names, and how many bytes it takes up; null if it is not there as a whole. */
  static Header header(ExportOptions options, Buffer content) {
    String text = content.toString(StandardCharsets.ISO_8859_1);
    int start = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
    int end = text.indexOf('\n');
    if (end < 0) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (CSVRecord first : records(options, text.substring(start, end + 1), true)) {
      first.forEach(name -> names.add(decoded(name, options).strip()));
    }
    return new Header(names, end + 1);
  }

  /** The columns' names. */
  record Header(List<String> columns, int bytes) {}

  /** Everything up to and with the first line feed, as one row that cannot be understood. */
  static CsvPage firstLineBroken(Form form, Buffer content, long linesBefore, String problem) {
    int feed = content.toString(StandardCharsets.ISO_8859_1).indexOf('\n');
    return new CsvPage(
        List.of(ExportRow.broken(form.file(), linesBefore + 1, problem)),
        feed < 0 ? content.length() : feed + 1,
        feed < 0 ? 0 : 1);
  }

  private static Iterable<CSVRecord> records(ExportOptions options, String text, boolean lenient) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(options.delimiter().charAt(0))
            .setIgnoreEmptyLines(true)
            .setTrailingData(lenient)
            .setLenientEof(lenient)
            .get();
    try {
      return CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get();
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text can be read", impossible);
    }
  }

  private static String decoded(String value, ExportOptions options) {
    return new String(
        value.getBytes(StandardCharsets.ISO_8859_1), Charset.forName(options.charset()));
  }

  private static final class Parser {
    private final Form form;
    private final String text;
    private final List<ExportRow> rows = new ArrayList<>();
    private int at;
    private long line;

    Parser(Form form, Buffer content, long linesBefore) {
      this.form = form;
      this.text = content.toString(StandardCharsets.ISO_8859_1);
      this.line = linesBefore + 1;
    }

    CsvPage parse() {
      long firstLine = line;
      for (int beginning = 0; beginning < MOST_BEGINNINGS && from(at); beginning++) {
        // Goes on behind the line that could not be understood.
      }
      return new CsvPage(rows, at, line - firstLine);
    }

    /** Reads on from a position; true if another beginning behind a broken line is needed. */
    private boolean from(int start) {
      CSVRecord row = null;
      for (CSVRecord next : records(form.options(), text.substring(start), true)) {
        if (row != null && !take(row, start + (int) next.getCharacterPosition())) {
          return true;
        }
        row = next;
      }
      return row != null && isWhole() && !take(row, text.length());
    }

    /** Whether the text ends with a row's end, and not within quotes. */
    private boolean isWhole() {
      long quotes = text.substring(at).chars().filter(each -> each == '"').count();
      return text.endsWith("\n") && quotes % 2 == 0;
    }

    /** False if only the row's first line was taken. */
    private boolean take(CSVRecord row, int end) {
      while (at < end && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
        advance(at + 1);
      }
      int feed = text.indexOf('\n', at);
      boolean severalLines = feed >= 0 && feed + 1 < end;
      boolean fits = row.size() == form.columns().size();
      if (fits && (!severalLines || isWellQuoted(text.substring(at, end)))) {
        rows.add(ExportRow.of(form.file(), line, values(row)));
        advance(end);
        return true;
      }
      String problem =
          fits
              ? "has a quote that is not closed"
              : "has %d values for %d columns".formatted(row.size(), form.columns().size());
      rows.add(ExportRow.broken(form.file(), line, problem));
      advance(severalLines ? feed + 1 : end);
      return !severalLines;
    }

    /** Several lines may be one row by mistake, when a quote is closed by one of a later row. */
    private boolean isWellQuoted(String row) {
      try {
        for (CSVRecord strictly : records(form.options(), row, false)) {
          Objects.requireNonNull(strictly);
        }
        return true;
      } catch (UncheckedIOException malformed) {
        return false;
      }
    }

    private void advance(int to) {
      line += text.substring(at, to).chars().filter(each -> each == '\n').count();
      at = to;
    }

    private Map<String, String> values(CSVRecord row) {
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        values.putIfAbsent(form.columns().get(i), decoded(row.get(i), form.options()));
      }
      return values;
    }
  }
}
