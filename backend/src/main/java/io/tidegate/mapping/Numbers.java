package io.tidegate.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as JSON has them: 12, 12.0 and 1.2E1 are the same. */
final class Numbers {
  /** Bounded, for {@code 1E999999999} would be written out in a gigabyte. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,2})?");

  private Numbers() {}

  static Optional<BigDecimal> of(String text) {
    return NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).stripTrailingZeros())
        : Optional.empty();
  }

  /** Without an exponent, and without decimals that say nothing. */
  static String text(Number number) {
    String text = number.toString();
    return of(text).map(BigDecimal::toPlainString).orElse(text);
  }

  /**
   * As a JSON value.
   *
   * @param decimals null to leave it as it is
   */
  static Number json(BigDecimal number, Integer decimals) {
    BigDecimal rounded =
        decimals == null || number.scale() <= decimals
            ? number
            : number.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    boolean whole = rounded.scale() <= 0 && rounded.precision() - rounded.scale() <= 18;
    return whole ? rounded.longValueExact() : new BigDecimal(rounded.toPlainString());
  }
}
