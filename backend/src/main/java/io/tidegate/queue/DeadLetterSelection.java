package io.tidegate.queue;

import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Which dead letters are meant; null means any.
 *
 * @param addresses of these queues
 * @param ids with one of these ids; or null
 * @param reasonCode refused for this reason; or null
 * @param key of the record with this key; or null
 * @param upTo with an id that is not greater
 */
public record DeadLetterSelection(
    List<String> addresses, List<Long> ids, String reasonCode, String key, long upTo) {

  public DeadLetterSelection {
    addresses = List.copyOf(addresses);
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** All of these queues. */
  public static DeadLetterSelection of(List<String> addresses) {
    return new DeadLetterSelection(addresses, null, null, null, Long.MAX_VALUE);
  }

  public DeadLetterSelection withAddresses(List<String> some) {
    return new DeadLetterSelection(some, ids, reasonCode, key, upTo);
  }

  public DeadLetterSelection withIds(List<Long> chosen) {
    return new DeadLetterSelection(addresses, chosen, reasonCode, key, upTo);
  }

  public DeadLetterSelection withReasonCode(String code) {
    return new DeadLetterSelection(addresses, ids, code, key, upTo);
  }

  public DeadLetterSelection withKey(String ofRecord) {
    return new DeadLetterSelection(addresses, ids, reasonCode, ofRecord, upTo);
  }

  public DeadLetterSelection withUpTo(long greatest) {
    return new DeadLetterSelection(addresses, ids, reasonCode, key, greatest);
  }

  /**
   * The conditions on a row {@code d} of a given address, but for the address: only those that
   * there are, so that each has the index that fits.
   *
   * @param parameters what the statement has so far; the conditions' own are added to it
   */
  String conditions(Tuple parameters) {
    StringBuilder sql = new StringBuilder("d.id <= ").append(next(parameters.addLong(upTo)));
    if (ids != null) {
      parameters.addArrayOfLong(ids.toArray(Long[]::new));
      sql.append(" AND d.id = ANY (").append(next(parameters)).append(')');
    }
    if (reasonCode != null) {
      sql.append(" AND d.reason_code = ").append(next(parameters.addString(reasonCode)));
    }
    if (key != null) {
      sql.append(" AND d.key = ").append(next(parameters.addString(key)));
    }
    return sql.toString();
  }

  private static String next(Tuple parameters) {
    return "$" + parameters.size();
  }
}
