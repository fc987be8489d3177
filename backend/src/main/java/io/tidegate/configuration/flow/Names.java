package io.tidegate.configuration.flow;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises the same thing under the names that two systems give it. */
final class Names {
  /** What publishers and customers put before their own: {@code new_}, {@code cus}. */
  private static final Pattern PUBLISHER = Pattern.compile("^[a-z][a-z0-9]{1,7}_(?=[A-Za-z])");

  private static final Pattern CUSTOMER = Pattern.compile("^cus(?=[A-Z_])_?");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Names() {}

  /** A column's or table's logical name, without its publisher's prefix. */
  static String ofSource(String logicalName) {
    // address1_city is no column of a publisher called address1.
    return logicalName.startsWith("address")
        ? plain(logicalName)
        : plain(PUBLISHER.matcher(logicalName).replaceFirst(""));
  }

  /** A field's or resource's name, without the customer's prefix. */
  static String ofTarget(String name) {
    return plain(CUSTOMER.matcher(name).replaceFirst(""));
  }

  /** Letters and digits, in lower case, without accents. */
  static String plain(String text) {
    String split = Normalizer.normalize(text, Normalizer.Form.NFD);
    return OTHERS
        .matcher(MARKS.matcher(split).replaceAll(""))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** A flow's id made of a table's name. */
  static String id(String logicalName) {
    String bare =
        PUBLISHER
            .matcher(logicalName)
            .replaceFirst("")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String id = bare.isEmpty() ? "flow" : bare;
    return id.length() > 36 ? id.substring(0, 36) : id;
  }
}
