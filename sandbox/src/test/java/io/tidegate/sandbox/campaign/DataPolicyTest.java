package io.tidegate.sandbox.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "DOE, Doe",
    "doe, Doe",
    "jean-luc, Jean-Luc",
    "DE LA CRUZ, De La Cruz",
    "o'neill, O'Neill",
    "ÉLODIE, Élodie",
    "ŁUKASZ, Łukasz",
  })
  void smart_case_writes_words_with_a_capital(String written, String kept) {
    assertThat(DataPolicy.SMART_CASE.apply(written)).hasValue(kept);
  }

  @Property
  void smart_case_changes_nothing_that_went_through_it(@ForAll String text) {
    String kept = DataPolicy.SMART_CASE.apply(text).orElseThrow();

    assertThat(DataPolicy.SMART_CASE.apply(kept)).hasValue(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "john.doe@mail.example, true",
    "a+b@sub.mail.example, true",
    "john.doe, false",
    "@mail.example, false",
    "john doe@mail.example, false",
    "john@mail, false",
    "john@mail.example., false",
  })
  void the_email_policy_refuses_what_is_no_address(String text, boolean good) {
    assertThat(DataPolicy.EMAIL.apply(text).isPresent()).isEqualTo(good);
  }
}
