package io.tidegate.sandbox.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of a resource.
 *
 * @param item the item it is part of ({@code postalAddress}), empty for most
 * @param name its name in the API
 * @param label what people read
 * @param maxLength longest text in characters, 0 when it holds no text
 * @param values an enumeration's values, the first being the default
 * @param link where a link leads to
 * @param access who may see and write it
 * @param indexed whether records can be found by its value
 * @param ordinal its place in a row's values, -1 when it is computed
 */
record Field(
    String item,
    String name,
    String label,
    FieldType type,
    int maxLength,
    DataPolicy policy,
    List<Value> values,
    Optional<Link> link,
    Access access,
    boolean indexed,
    int ordinal) {

  /** A value of an enumeration: what is written, and what people read. */
  record Value(String name, String label) {}

  /**
   * Where a link leads to.
   *
   * @param target name of a resource
   * @param integrity what becomes of the link with the record there
   */
  record Link(String target, Integrity integrity) {}

  /**
   * Who may see and write a field.
   *
   * @param readOnly whether Campaign computes it
   * @param custom whether the customer added it: then only the extended API shows it
   * @param mandatory whether a record must have a value of it
   */
  record Access(boolean readOnly, boolean custom, boolean mandatory) {
    static final Access BUILT_IN = new Access(false, false, false);
    static final Access COMPUTED = new Access(true, false, false);
    static final Access CUSTOM = new Access(false, true, false);
  }

  Field {
    values = List.copyOf(values);
  }

  static Field of(String name, String label, FieldType type, Access access) {
    return new Field(
        "", name, label, type, 0, DataPolicy.NONE, List.of(), Optional.empty(), access, false, -1);
  }

  /** Its name below the record: {@code postalAddress.city}. */
  String path() {
    return item.isEmpty() ? name : item + "." + name;
  }

  boolean readOnly() {
    return access.readOnly();
  }

  boolean custom() {
    return access.custom();
  }

  boolean mandatory() {
    return access.mandatory();
  }

  /** The number of a value of an enumeration, -1 when there is none of this name. */
  int valueOf(Object valueName) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).name().equals(valueName)) {
        return i;
      }
    }
    return -1;
  }

  Field in(String newItem) {
    return new Field(
        newItem, name, label, type, maxLength, policy, values, link, access, indexed, ordinal);
  }

  Field text(int newMaxLength, DataPolicy newPolicy) {
    return new Field(
        item, name, label, type, newMaxLength, newPolicy, values, link, access, indexed, ordinal);
  }

  Field at(int newOrdinal) {
    return new Field(
        item, name, label, type, maxLength, policy, values, link, access, indexed, newOrdinal);
  }

  Field findable() {
    return new Field(
        item, name, label, type, maxLength, policy, values, link, access, true, ordinal);
  }

  Field of(List<Value> newValues) {
    return new Field(
        item, name, label, type, maxLength, policy, newValues, link, access, indexed, ordinal);
  }

  Field leadingTo(Link newLink) {
    return new Field(
        item,
        name,
        label,
        type,
        maxLength,
        policy,
        values,
        Optional.of(newLink),
        access,
        indexed,
        ordinal);
  }

  Field mandatory(boolean newMandatory) {
    Access changed = new Access(access.readOnly(), access.custom(), newMandatory);
    return new Field(
        item, name, label, type, maxLength, policy, values, link, changed, indexed, ordinal);
  }

  /** Without a value of its enumeration, or with another name or label for it. */
  Field replacing(Value old, Optional<Value> replacement) {
    List<Value> changed = new ArrayList<>();
    for (Value value : values) {
      if (!value.equals(old)) {
        changed.add(value);
      } else {
        replacement.ifPresent(changed::add);
      }
    }
    return of(changed);
  }
}
