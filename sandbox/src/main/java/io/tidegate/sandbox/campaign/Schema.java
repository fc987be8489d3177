package io.tidegate.sandbox.campaign;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of a resource, immutable: a change makes another one. Ordinals are not used twice,
 * so that rows written under an older definition can still be read.
 */
final class Schema {
  /**
   * What a resource is called.
   *
   * @param number tells its records' keys from those of other resources
   * @param label what people read
   * @param help what it is for
   * @param schema the vendor's technical name, such as {@code nms:recipient}
   * @param custom whether the customer made it: then only the extended API has it
   * @param key path of the field that a synchronisation knows a record by
   * @param title paths of the fields that make up a record's title, the last one in parentheses
   */
  record Header(
      int number,
      String name,
      String label,
      String help,
      String schema,
      boolean custom,
      String key,
      List<String> title) {
    Header {
      title = List.copyOf(title);
    }
  }

  private final Header header;
  private final Map<String, Field> fields;
  private final Map<String, NamedFilter> filters;
  private final Map<String, String> collections;
  private final int width;

  private Schema(
      Header header,
      Map<String, Field> fields,
      Map<String, NamedFilter> filters,
      Map<String, String> collections,
      int width) {
    this.header = header;
    this.fields = fields;
    this.filters = filters;
    this.collections = collections;
    this.width = width;
  }

  /** A resource; gives each field that is not computed its place. */
  static Schema of(
      Header header,
      List<Field> fields,
      List<NamedFilter> filters,
      Map<String, String> collections) {
    Map<String, Field> byPath = new LinkedHashMap<>();
    int next = 0;
    for (Field field : fields) {
      byPath.put(field.path(), field.readOnly() ? field : field.at(next++));
    }
    Map<String, NamedFilter> byName = new LinkedHashMap<>();
    filters.forEach(filter -> byName.put(filter.name(), filter));
    return new Schema(header, byPath, byName, collections, next);
  }

  Header header() {
    return header;
  }

  String name() {
    return header.name();
  }

  Collection<Field> fields() {
    return fields.values();
  }

  /** A field by its path. */
  Optional<Field> field(String path) {
    return Optional.ofNullable(fields.get(path));
  }

  /** Whether some fields are parts of an item of this name. */
  boolean isItem(String name) {
    return fields.values().stream().anyMatch(field -> field.item().equals(name));
  }

  Collection<NamedFilter> filters() {
    return filters.values();
  }

  Optional<NamedFilter> filter(String name) {
    return Optional.ofNullable(filters.get(name));
  }

  /** Name of each collection of records that refer to one of this resource, and their resource. */
  Map<String, String> collections() {
    return collections;
  }

  int width() {
    return width;
  }

  /** The value by which a synchronisation knows a record, null when there is none. */
  String key(Row row) {
    Field key = fields.get(header.key());
    return key == null ? null : row.text(key.ordinal());
  }

  /** The name people read: {@code Doe John (john.doe@mail.example)}. */
  String title(Row row) {
    StringBuilder title = new StringBuilder();
    int last = header.title().size() - 1;
    for (int i = 0; i <= last; i++) {
      Field field = fields.get(header.title().get(i));
      String part = field == null ? null : row.text(field.ordinal());
      if (part != null) {
        title.append(title.isEmpty() ? "" : " ").append(i < last ? part : "(" + part + ")");
      }
    }
    return title.toString();
  }

  Schema without(Field dropped) {
    Map<String, Field> left = new LinkedHashMap<>(fields);
    left.remove(dropped.path());
    return new Schema(header, left, filters, collections, width);
  }

  Schema with(Field added) {
    Map<String, Field> more = new LinkedHashMap<>(fields);
    more.put(added.path(), added.at(width));
    return new Schema(header, more, filters, collections, width + 1);
  }

  /** With another definition of a field that stays where it is. */
  Schema replacing(Field changed) {
    Map<String, Field> all = new LinkedHashMap<>(fields);
    all.put(changed.path(), changed);
    return new Schema(header, all, filters, collections, width);
  }

  Schema withoutFilter(String filter) {
    Map<String, NamedFilter> left = new LinkedHashMap<>(filters);
    left.remove(filter);
    return new Schema(header, fields, left, collections, width);
  }
}
