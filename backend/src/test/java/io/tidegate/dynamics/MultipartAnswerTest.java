package io.tidegate.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MultipartAnswerTest {
  private static final String TWO_PARTS =
      """
      --b1
      Content-Type: application/http

      HTTP/1.1 204 No Content
      OData-Version: 4.0


      --b1
      Content-Type: application/http

      HTTP/1.1 412 Precondition Failed
      Content-Type: application/json

      {"error":{"code":"0x80040237","message":"a --b1 in the middle"}}
      --b1--
      """;

  private static List<Answer> parts(String contentType, String body, int most) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (contentType != null) {
      headers.add("Content-Type", contentType);
    }
    return MultipartAnswer.parts(new Answer(200, headers, Buffer.buffer(body)), most);
  }

  @Test
  void parts_come_in_their_order_whatever_the_line_ends() {
    for (String body : List.of(TWO_PARTS, TWO_PARTS.replace("\n", "\r\n"))) {
      List<Answer> parts = parts("multipart/mixed; boundary=b1", body, 10);

      assertThat(parts).extracting(Answer::status).containsExactly(204, 412);
      assertThat(parts.get(0).body().length()).isZero();
      assertThat(parts.get(1).jsonObject()).isPresent();
    }
  }

  @Test
  void a_quoted_boundary_is_understood() {
    assertThat(parts("multipart/mixed;boundary=\"b1\"", TWO_PARTS, 10)).hasSize(2);
  }

  @Test
  void no_more_parts_than_asked_for_are_read() {
    assertThat(parts("multipart/mixed; boundary=b1", TWO_PARTS, 1)).hasSize(1);
  }

  @Test
  void a_part_that_was_cut_off_counts_as_none() {
    String cut = TWO_PARTS.substring(0, TWO_PARTS.length() - 8);

    assertThat(parts("multipart/mixed; boundary=b1", cut, 10)).hasSize(1);
  }

  @Property
  void whatever_comes_is_read_without_a_fault(@ForAll String type, @ForAll String body) {
    assertThat(parts("multipart/mixed; boundary=" + type, "--" + type + "\n" + body, 10))
        .hasSizeLessThanOrEqualTo(10);
  }
}
