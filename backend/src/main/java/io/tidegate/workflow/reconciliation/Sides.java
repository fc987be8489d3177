package io.tidegate.workflow.reconciliation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Both sides of a flow, to be compared. Whatever is asked of a system fails with a {@link
 * io.tidegate.connector.ConnectorException}.
 */
public interface Sides {

  /** Makes each call to a system, and may repeat it. */
  interface Caller {
    <T> Future<T> call(Supplier<Future<T>> call);
  }

  /**
   * A record of the source.
   *
   * @param hash of what the flow would write
   * @param leftOut whether the flow's filter leaves it out
   */
  record SourceRecord(String key, Buffer hash, boolean leftOut) {}

  /** A record of the target. */
  record TargetRecord(String key, Buffer hash) {}

  /**
   * A page of one side.
   *
   * @param records those that count
   * @param read how many there were
   * @param next the cursor of the next page; null behind the last one
   */
  record Page<T>(List<T> records, int read, String next) {}

  /**
   * A record, read afresh on both sides.
   *
   * @param source the hash of what the flow would write; empty when the source has no such record
   * @param leftOut whether the flow's filter leaves it out
   * @param kind how it differs; empty when it does not
   * @param fields those that differ, if it is different
   * @param target its address at the target; null where it has none, or several
   */
  record Compared(
      String key,
      Optional<Buffer> source,
      boolean leftOut,
      Optional<Kind> kind,
      List<String> fields,
      String target) {}

  /** A field on both sides. Personal data. */
  record Value(String field, Object source, Object target, boolean differs) {

    /** Without what it tells of a person. */
    @Override
    public String toString() {
      return "Value[" + field + "]";
    }
  }

  /**
   * The fields of a record on both sides. Personal data.
   *
   * @param why an English sentence: why there is nothing to show, or what the mapping refuses; null
   */
  record Values(List<Value> fields, String why) {}

  /** How many records the source says it has; empty where it does not say. */
  Future<OptionalLong> sourceCount();

  /** How many records the target says it has; empty where it does not say. */
  Future<OptionalLong> targetCount();

  /**
   * A page of the source.
   *
   * @param cursor null for the first
   */
  Future<Page<SourceRecord>> source(String cursor);

  /**
   * A page of the target.
   *
   * @param cursor null for the first
   */
  Future<Page<TargetRecord>> target(String cursor);

  /**
   * Reads records afresh, the target first: what is read of the source later can only be newer than
   * what the target was written from.
   */
  Future<List<Compared>> fresh(Collection<String> keys);

  /** The fields of a record as they are now. */
  Future<Values> values(String key);

  /**
   * Those of the keys that something is on its way for: queued, set aside, held, or changed and
   * perhaps not read yet.
   *
   * @param since when each was read at the source
   */
  Future<Set<String>> onTheirWay(Map<String, Instant> since);

  /** Whether the flow runs, or is to: otherwise nothing that is on its way arrives. */
  Future<Boolean> runs();

  /** Between two looks for changes, at the longest. */
  int pollSeconds();

  /** Gives up what is being asked; completes when nothing is. */
  Future<Void> close();
}
