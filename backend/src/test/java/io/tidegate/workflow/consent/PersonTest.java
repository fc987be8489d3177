package io.tidegate.workflow.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.consent.StoredLedger.Entry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Somebody was opted out on both sides, opted in in Dynamics 365 (and their profile was modified
 * afterwards, and says opted out): whether that was ingress or a last word.
 */
class PersonTest {
  private static final Instant OPTED_IN = Instant.parse("2026-11-28T23:20:03Z");
  private static final ConsentConfig CONFIG = StandardConsent.config();
  private static final Consents OUT = Consents.NONE.with(Channel.EMAIL, true);
  private static final Consents IN = Consents.NONE.with(Channel.EMAIL, false);

  @Test
  void what_ingress_wrote_does_not_hold_up_an_opt_in() {
    Instant written = OPTED_IN.plusSeconds(10);
    Decision decision = decide(written, written.plusMillis(300));
    assertThat(decision.kind()).isEqualTo(Decision.Kind.PROPAGATED);
    assertThat(decision.optedOut()).isFalse();
  }

  @Test
  void campaigns_clock_may_go_as_fast_as_clocks_may_differ() {
    Instant written = OPTED_IN.plusSeconds(10);
    Decision decision = decide(written.plusSeconds(CONFIG.skewSeconds()), written);
    assertThat(decision.kind()).isEqualTo(Decision.Kind.PROPAGATED);
  }

  @Test
  void a_modification_after_that_of_ingress_is_somebody_elses_and_nobody_is_mailed() {
    Instant written = OPTED_IN.plusSeconds(10);
    Decision decision = decide(written.plusSeconds(30), written);
    assertThat(decision.kind()).isEqualTo(Decision.Kind.CONFLICT);
    assertThat(decision.optedOut()).isTrue();
  }

  private static Decision decide(Instant profileModified, Instant ingressWrote) {
    PersonState before =
        new PersonState(
            "p",
            new PersonState.Half(OUT, 1L, 1L, null, null, null),
            new PersonState.Half(OUT, 1L, 1L, null, null, null),
            OUT,
            0);
    Polls polls = new Polls();
    polls.completed(Side.DYNAMICS, OPTED_IN.minus(Duration.ofMinutes(1)));
    polls.completed(Side.CAMPAIGN, OPTED_IN.minus(Duration.ofMinutes(1)));
    Person person =
        new Person(
            before,
            new Sighting("p", IN, 2, OPTED_IN, "W/\"2\""),
            new Sighting("p", OUT, 2, profileModified, "href"),
            ingressWrote,
            profileModified.plusSeconds(60));
    return person.decide(CONFIG, polls).stream()
        .filter(entry -> entry.channel() == Channel.EMAIL)
        .map(Entry::decision)
        .findFirst()
        .orElseThrow();
  }
}
