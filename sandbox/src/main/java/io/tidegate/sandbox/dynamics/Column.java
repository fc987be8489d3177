package io.tidegate.sandbox.dynamics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One column of a table.
 *
 * @param name logical name, lower case
 * @param type kind of value
 * @param ordinal place in a row's values, or -1 when the value is not stored but computed
 * @param maxLength longest text in characters, 0 when the column holds no text
 * @param options what a choice or a boolean may hold, else empty
 * @param navigations for a lookup: logical name of each table it may refer to, and the navigation
 *     property by which a client binds it
 * @param writable whether a client may set it; a value sent for another column is ignored, as the
 *     vendor does
 */
public record Column(
    String name,
    ColumnType type,
    int ordinal,
    int maxLength,
    List<Option> options,
    Map<String, String> navigations,
    boolean writable) {

  /** A number a choice may hold and what people read instead of it. */
  public record Option(int value, String label) {}

  public Column {
    options = List.copyOf(options);
    navigations = Map.copyOf(navigations);
  }

  /** A plain, writable column; the table gives it its place. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, COMPUTED, 0, List.of(), Map.of(), true);
  }

  /** A writable text column of at most {@code maxLength} characters. */
  public static Column text(String name, int maxLength) {
    return new Column(name, ColumnType.STRING, COMPUTED, maxLength, List.of(), Map.of(), true);
  }

  static final int COMPUTED = -1;

  Column at(int newOrdinal) {
    return new Column(name, type, newOrdinal, maxLength, options, navigations, writable);
  }

  Column readOnly() {
    return new Column(name, type, ordinal, maxLength, options, navigations, false);
  }

  Column with(List<Option> newOptions) {
    return new Column(name, type, ordinal, maxLength, newOptions, navigations, writable);
  }

  Column targeting(Map<String, String> newNavigations) {
    return new Column(name, type, ordinal, maxLength, options, newNavigations, writable);
  }

  /** The name a client reads: lookups appear as {@code _name_value}. */
  public String property() {
    return type.isReference() ? "_" + name + "_value" : name;
  }

  Optional<String> label(int value) {
    return options.stream()
        .filter(option -> option.value() == value)
        .map(Option::label)
        .findFirst();
  }
}
