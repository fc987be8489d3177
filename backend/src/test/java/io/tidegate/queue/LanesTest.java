package io.tidegate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The numbers here are stored in customers' databases: they may never change. */
class LanesTest {

  @Test
  void the_lane_of_a_key_is_its_crc_32c_modulo_the_number_of_lanes() {
    assertThat(Lanes.of("123456789", 1 << 30)).isEqualTo((int) (0xE3069283L % (1 << 30)));
    assertThat(Lanes.of("123456789", 8)).isEqualTo(3);
    assertThat(Lanes.of("", 8)).isZero();
  }

  @Test
  void keys_like_those_of_dynamics_spread_evenly() {
    int[] counts = new int[8];
    for (long n = 0; n < 80_000; n++) {
      counts[Lanes.of(new UUID(n * 0x9E3779B97F4A7C15L, n).toString(), 8)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_500, 10_500);
    }
  }
}
