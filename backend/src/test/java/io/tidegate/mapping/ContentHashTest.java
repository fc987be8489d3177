package io.tidegate.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final ContentHash HASH =
      new ContentHash(Mappings.contactToProfile(), Set.of("lastName"));

  @Test
  void a_rewritten_case_makes_no_difference_where_the_target_rewrites_it() {
    assertThat(HASH.of(new JsonObject().put("lastName", "DOE")))
        .isEqualTo(HASH.of(new JsonObject().put("lastName", "Doe")));
  }

  @Test
  void case_counts_everywhere_else() {
    assertThat(HASH.of(new JsonObject().put("firstName", "ANNA")))
        .isNotEqualTo(HASH.of(new JsonObject().put("firstName", "Anna")));
  }

  @Test
  void null_missing_and_empty_are_the_same() {
    String missing = HASH.of(new JsonObject());
    assertThat(HASH.of(new JsonObject().putNull("email"))).isEqualTo(missing);
    assertThat(HASH.of(new JsonObject().put("email", ""))).isEqualTo(missing);
    assertThat(HASH.of(new JsonObject().put("postalAddress", new JsonObject()))).isEqualTo(missing);
  }

  @Test
  void fields_that_are_not_mapped_do_not_count() {
    assertThat(HASH.of(new JsonObject().put("lastModified", "2026-11-24")))
        .isEqualTo(HASH.of(new JsonObject()));
  }

  @Property
  void text_that_moves_from_one_field_to_another_is_a_change(@ForAll String text) {
    Assume.that(!text.isBlank());
    assertThat(HASH.of(new JsonObject().put("firstName", text)))
        .isNotEqualTo(HASH.of(new JsonObject().put("email", text)));
  }
}
