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
 * @param traits what else there is to know of it
 * @param label what people read
 */
public record Column(
    String name,
    ColumnType type,
    int ordinal,
    int maxLength,
    List<Option> options,
    Map<String, String> navigations,
    Traits traits,
    String label) {

  /** A number a choice may hold and what people read instead of it. */
  public record Option(int value, String label) {}

  /**
   * What can be done to a column.
   *
   * @param writable whether a client may set it; a value sent for another column is ignored, as the
   *     vendor does
   * @param required whether forms ask for a value; the Web API takes rows without one
   * @param related whether deleting the row that it refers to concerns the row that refers to it
   */
  record Traits(boolean writable, boolean required, boolean related) {
    static final Traits USUAL = new Traits(true, false, false);
  }

  public Column {
    options = List.copyOf(options);
    navigations = Map.copyOf(navigations);
  }

  /** A plain, writable column; the table gives it its place. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, COMPUTED, 0, List.of(), Map.of(), Traits.USUAL, Labels.of(name));
  }

  /** A writable text column of at most {@code maxLength} characters. */
  public static Column text(String name, int maxLength) {
    return of(name, ColumnType.STRING).withMaxLength(maxLength);
  }

  static final int COMPUTED = -1;

  boolean writable() {
    return traits.writable();
  }

  Column at(int newOrdinal) {
    return new Column(name, type, newOrdinal, maxLength, options, navigations, traits, label);
  }

  Column readOnly() {
    return with(new Traits(false, traits.required(), traits.related()));
  }

  Column required() {
    return with(new Traits(traits.writable(), true, traits.related()));
  }

  Column related() {
    return with(new Traits(traits.writable(), traits.required(), true));
  }

  Column withMaxLength(int newMaxLength) {
    return new Column(name, type, ordinal, newMaxLength, options, navigations, traits, label);
  }

  Column with(List<Option> newOptions) {
    return new Column(name, type, ordinal, maxLength, newOptions, navigations, traits, label);
  }

  private Column with(Traits newTraits) {
    return new Column(name, type, ordinal, maxLength, options, navigations, newTraits, label);
  }

  Column targeting(Map<String, String> newNavigations) {
    return new Column(name, type, ordinal, maxLength, options, newNavigations, traits, label);
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
