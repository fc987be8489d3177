package io.tidegate.sandbox.campaign;

import java.util.Optional;
import java.util.function.Function;

/**
 * What an administrator can change of an instance's resources; clients find out by being refused.
 * Throws {@link IllegalArgumentException} for what is not there. Safe to use from any thread.
 */
public final class SchemaChanges {
  private final Resources resources;

  SchemaChanges(Resources resources) {
    this.resources = resources;
  }

  /** Whether there is a resource of this name. */
  public boolean exists(String resource) {
    return resources.find(resource).isPresent();
  }

  /** Drops a field; the data in it is not seen again. */
  public void dropField(String resource, String path) {
    alter(resource, schema -> schema.without(field(schema, path)));
  }

  /** Adds a custom field of the extended API. */
  public void addField(String resource, String name, String type, int maxLength) {
    FieldType known =
        FieldType.of(type)
            .filter(given -> given != FieldType.ENUMERATION && given != FieldType.LINK)
            .orElseThrow(() -> new IllegalArgumentException("There is no field type " + type));
    Field field = Field.of(name, name, known, Field.Access.CUSTOM);
    Field added = known == FieldType.STRING ? field.text(maxLength, DataPolicy.NONE) : field;
    alter(resource, schema -> schema.with(added));
  }

  /** Withdraws a filter that the customer had published. */
  public void dropFilter(String resource, String filter) {
    alter(
        resource,
        schema -> {
          if (schema.filter(filter).filter(NamedFilter::published).isEmpty()) {
            throw new IllegalArgumentException("There is no published filter " + filter);
          }
          return schema.withoutFilter(filter);
        });
  }

  /** Sets the longest text of a field; what is there already stays as it is. */
  public void maxLength(String resource, String path, int maxLength) {
    change(
        resource,
        path,
        field -> {
          if (field.type() != FieldType.STRING) {
            throw new IllegalArgumentException(path + " is no text");
          }
          return field.text(maxLength, field.policy());
        });
  }

  /**
   * Gives a value of an enumeration another name, or another label, or removes it.
   *
   * @param replacement name and label; empty to remove the value
   */
  public void value(String resource, String path, String name, Optional<NewValue> replacement) {
    change(
        resource,
        path,
        field -> {
          int index = field.valueOf(name);
          if (index < 0) {
            throw new IllegalArgumentException("There is no value " + name + " of " + path);
          }
          Field.Value old = field.values().get(index);
          return field.replacing(
              old,
              replacement.map(
                  given ->
                      new Field.Value(
                          given.name().orElse(old.name()), given.label().orElse(old.label()))));
        });
  }

  /** What a value of an enumeration is called from now on; what is not given stays. */
  public record NewValue(Optional<String> name, Optional<String> label) {}

  /** Whether each record that is written must have a value of a field. */
  public void mandatory(String resource, String path, boolean mandatory) {
    change(
        resource,
        path,
        field -> {
          if (field.readOnly()) {
            throw new IllegalArgumentException(path + " is computed");
          }
          return field.mandatory(mandatory);
        });
  }

  /** What becomes of a link with the record that it leads to. */
  public void integrity(String resource, String path, Integrity integrity) {
    change(
        resource,
        path,
        field ->
            field.leadingTo(
                new Field.Link(
                    field
                        .link()
                        .orElseThrow(() -> new IllegalArgumentException(path + " is no link"))
                        .target(),
                    integrity)));
  }

  private void change(String resource, String path, Function<Field, Field> change) {
    alter(resource, schema -> schema.replacing(change.apply(field(schema, path))));
  }

  private void alter(String resource, Function<Schema, Schema> change) {
    ResourceStore store =
        resources
            .find(resource)
            .orElseThrow(() -> new IllegalArgumentException("There is no resource " + resource));
    resources.locked(() -> store.schema(change.apply(store.schema())));
  }

  private static Field field(Schema schema, String path) {
    return schema
        .field(path)
        .orElseThrow(() -> new IllegalArgumentException("There is no field " + path));
  }
}
