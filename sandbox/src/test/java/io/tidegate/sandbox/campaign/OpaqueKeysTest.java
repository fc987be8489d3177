package io.tidegate.sandbox.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OpaqueKeysTest {
  private final OpaqueKeys keys = new OpaqueKeys();
  private final OpaqueKeys foreign = new OpaqueKeys();

  @Property
  void a_key_leads_back_to_its_record_here_and_nowhere_else(@ForAll @IntRange(min = 0) int id) {
    String key = keys.key(id);

    assertThat(key).matches("@[A-Za-z0-9_-]{22}");
    assertThat(keys.id(key)).hasValue(id);
    assertThat(foreign.id(key)).isEmpty();
  }

  @Property
  void a_sealed_text_is_opened_here_and_nowhere_else(@ForAll String text) {
    // Text that is not well-formed does not survive UTF-8, and never occurs in one's own places.
    String wellFormed = text.replaceAll("[\\ud800-\\udfff]", "");
    String sealed = keys.seal(wellFormed);

    assertThat(sealed).matches("@[A-Za-z0-9_-]+");
    assertThat(keys.open(sealed)).hasValue(wellFormed);
    assertThat(foreign.open(sealed)).isEmpty();
  }

  @Property
  void anything_else_is_no_key(@ForAll String text) {
    assertThat(keys.id(text)).isEmpty();
    assertThat(keys.open(text)).isEmpty();
  }
}
