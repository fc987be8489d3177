package io.tidegate.workflow.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CsvPageTest {
  private static final List<String> COLUMNS = List.of("a", "b", "c");
  private static final CsvPage.Form FORM =
      new CsvPage.Form("x.csv", COLUMNS, ExportOptions.STANDARD);

  private static CsvPage parse(String text) {
    return CsvPage.parse(FORM, Buffer.buffer(text), 1);
  }

  private static List<List<String>> values(List<ExportRow> rows) {
    return rows.stream()
        .map(row -> COLUMNS.stream().map(column -> row.values().get(column)).toList())
        .toList();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String csv(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(CsvPageTest::quoted).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> value =
        Arbitraries.strings()
            .withChars("ab,\"\n\rçß😀 ")
            .ofMaxLength(6)
            .map(CsvPageTest::wellFormed);
    return value.list().ofSize(3).list().ofMaxSize(8);
  }

  /** Without halves of surrogate pairs, which no UTF-8 file holds. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property
  void every_row_is_read_once_wherever_the_file_is_cut_while_it_grows(
      @ForAll("tables") List<List<String>> table, @ForAll @IntRange(min = 1, max = 40) int step) {
    Buffer file = Buffer.buffer(csv(table));
    List<ExportRow> rows = new ArrayList<>();
    int position = 0;
    long lines = 1;
    for (int size = 0; size < file.length() + step; size += step) {
      int end = Math.min(size, file.length());
      CsvPage page = CsvPage.parse(FORM, file.getBuffer(position, end), lines);
      rows.addAll(page.rows());
      position += page.bytes();
      lines += page.lines();
    }

    assertThat(values(rows)).isEqualTo(table);
    assertThat(position).isEqualTo(file.length());
  }

  @Property
  void whatever_is_in_a_file_is_read_to_an_end(@ForAll("garbage") String text) {
    Buffer content = Buffer.buffer(text + "\n");
    CsvPage page = CsvPage.parse(FORM, content, 1);

    assertThat(page.bytes()).isBetween(0, content.length());
    assertThat(page.rows()).allMatch(row -> row.isBroken() || row.values().size() == 3);
  }

  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.strings().withChars("a,\"\n\r\0é").ofMaxLength(60);
  }

  @Test
  void a_row_with_too_few_values_is_named_by_its_line_and_the_others_are_read() {
    CsvPage page = parse("1,2,3\nx,y\n4,5,6\n");

    assertThat(page.rows()).extracting(ExportRow::isBroken).containsExactly(false, true, false);
    assertThat(page.rows().get(1).problem())
        .isEqualTo("Line 3 of x.csv has 2 values for 3 columns.");
  }

  @Test
  void a_quote_that_is_never_closed_costs_its_own_line_only() {
    CsvPage page = parse("1,\"2,3\n4,5,6\n7,\"8\",9\n10,11,12\n");

    assertThat(values(page.rows().stream().filter(row -> !row.isBroken()).toList()))
        .containsExactly(List.of("4", "5", "6"), List.of("7", "8", "9"), List.of("10", "11", "12"));
  }

  @Test
  void the_header_is_read_behind_a_byte_order_mark_once_it_is_there_whole() {
    assertThat(CsvPage.header(ExportOptions.STANDARD, Buffer.buffer("\uFEFFa,b"))).isNull();

    CsvPage.Header header =
        CsvPage.header(ExportOptions.STANDARD, Buffer.buffer("\uFEFFa, \"b\",ç\r\n1,2,3\n"));

    assertThat(header.columns()).containsExactly("a", "\"b\"", "ç");
    assertThat(header.bytes())
        .isEqualTo("\uFEFFa, \"b\",ç\r\n".getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void a_row_is_whole_only_with_its_line_feed_and_not_within_quotes() {
    assertThat(parse("1,2,3").rows()).isEmpty();
    assertThat(parse("1,2,3\r").rows()).isEmpty();
    assertThat(parse("1,2,\"3\n").rows()).isEmpty();
    assertThat(parse("1,2,\"3\n\"\n").rows()).hasSize(1);
  }
}
