package io.tidegate.dynamics;

import io.tidegate.connector.RetriableException;
import io.tidegate.connector.Vendor;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rows must say which they are: a page that holds one that does not is not worth more than none.
 */
final class RowKeys {
  /** GUIDs in practice. What else could be in a key might not be storable. */
  private static final Pattern KEY = Pattern.compile("[\\w.-]{1,100}");

  private RowKeys() {}

  /**
   * Checks rows.
   *
   * @param key the column that holds the key
   * @throws RetriableException if one has none that can be used
   */
  static void require(List<JsonObject> rows, String key) {
    rows.forEach(row -> require(row.getValue(key), key));
  }

  static void require(Object value, String key) {
    if (!(value instanceof String text && KEY.matcher(text).matches())) {
      throw new RetriableException(
          Vendor.DYNAMICS.system(),
          "Dynamics answered with a row that has no usable " + key + ".",
          Optional.empty(),
          false);
    }
  }
}
