package io.tidegate.workflow.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The rules of consent over a model of both systems, the feeds, the store and a writer that may die
 * at any step: whatever people change and in whatever order things happen, both sides end alike,
 * nothing goes to and fro, and nobody's last word to opt out is overruled.
 */
class ConsentModelTest {
  @Property(tries = 3_000)
  void both_sides_converge_and_nobody_is_mailed_against_their_last_word(
      @ForAll @LongRange long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
    ConsentWorld world = new ConsentWorld(new Random(seed), Policy.OPT_OUT_WINS);
    for (int i = 0; i < steps; i++) {
      world.step();
    }
    world.comeToRest();
    for (Channel channel : ConsentWorld.CHANNELS) {
      Boolean optedOut = world.value(Side.DYNAMICS, channel);
      assertThat(world.value(Side.CAMPAIGN, channel)).as(world.log()).isEqualTo(optedOut);
      if (Boolean.TRUE.equals(world.lastWord.get(channel))) {
        assertThat(optedOut).as(world.log()).isTrue();
      }
    }
    assertThat(world.writes).as(world.log()).isLessThanOrEqualTo(world.flips);
  }

  @Property
  void a_lone_change_goes_to_the_other_side_an_opt_in_as_well(
      @ForAll boolean inDynamics, @ForAll boolean out) {
    ConsentWorld world = new ConsentWorld(new Random(0), Policy.OPT_OUT_WINS);
    Side side = inDynamics ? Side.DYNAMICS : Side.CAMPAIGN;
    world.set(Channel.EMAIL, !out);
    world.comeToRest();
    world.pass(3_600_000);
    world.flip(side, Channel.EMAIL);
    world.comeToRest();
    assertThat(world.value(side.other(), Channel.EMAIL)).as(world.log()).isEqualTo(out);
    assertThat(world.value(side, Channel.EMAIL)).as(world.log()).isEqualTo(out);
  }

  @Property(tries = 1_000)
  void policies_that_name_a_side_converge_too(@ForAll @LongRange long seed, @ForAll Policy policy) {
    ConsentWorld world = new ConsentWorld(new Random(seed), policy);
    for (int i = 0; i < 80; i++) {
      world.step();
    }
    world.comeToRest();
    for (Channel channel : ConsentWorld.CHANNELS) {
      assertThat(world.value(Side.CAMPAIGN, channel))
          .as(world.log())
          .isEqualTo(world.value(Side.DYNAMICS, channel));
    }
  }
}
