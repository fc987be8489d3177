package io.tidegate.workflow.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyHashTest {

  /** What is stored would not be found again. */
  @Test
  void it_never_changes() {
    assertThat(KeyHash.of("7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21")).isEqualTo(-7303881557141182353L);
  }

  @Test
  void a_million_ids_have_a_million_hashes() {
    Set<Long> hashes = new HashSet<>();
    for (long n = 0; n < 1_000_000; n++) {
      hashes.add(KeyHash.of(new UUID(0x7f2a9c1e0d534a0eL, n).toString()));
    }
    assertThat(hashes).hasSize(1_000_000);
  }
}
