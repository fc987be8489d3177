package io.tidegate.configuration;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * What the two systems consist of, as they say. Safe to call from any thread.
 *
 * <p>Everything fails with {@link io.tidegate.workflow.NotConfiguredException} when the system's
 * connection is missing, with {@link SystemUnavailableException} when it does not answer, and with
 * {@link UnknownNameException} when it has no such table.
 */
public interface SchemaDiscovery {

  /**
   * The tables of Dynamics 365, by name.
   *
   * @param refresh whether to ask now, and not to answer what was read within the last ten minutes
   */
  Future<Read<List<Entity>>> entities(boolean refresh);

  /** A table with its columns. */
  Future<Read<EntityDetails>> entity(String name, boolean refresh);

  /** The resources of Campaign, by name. */
  Future<Read<List<Resource>>> resources(boolean refresh);

  /** A resource with its fields. */
  Future<Read<ResourceDetails>> resource(String name, boolean refresh);

  /** What was read, and when. */
  record Read<T>(T value, Instant at) {}

  /**
   * A table.
   *
   * @param name its logical name
   * @param label what users call it
   * @param entitySet what the Web API calls it, or null
   * @param primaryId the column with the row's id, or null
   * @param primaryName the column with the row's name, or null
   */
  record Entity(
      String name,
      String label,
      String entitySet,
      String primaryId,
      String primaryName,
      boolean changeTracking,
      boolean custom) {}

  /** A table with its columns and alternate keys. */
  record EntityDetails(Entity entity, List<Attribute> attributes, List<Key> keys) {
    public EntityDetails {
      attributes = List.copyOf(attributes);
      keys = List.copyOf(keys);
    }
  }

  /**
   * A column.
   *
   * @param type Dynamics' attribute type
   * @param maxLength of a text, in characters; null otherwise
   * @param options of a choice
   * @param targets tables that a lookup may point to
   */
  record Attribute(
      String name,
      String label,
      String type,
      Integer maxLength,
      boolean required,
      List<Option> options,
      List<String> targets) {
    public Attribute {
      options = List.copyOf(options);
      targets = List.copyOf(targets);
    }
  }

  /** A choice: its technical value, and what users see. */
  record Option(int value, String label) {}

  /** An alternate key. */
  record Key(String name, List<String> attributes) {
    public Key {
      attributes = List.copyOf(attributes);
    }
  }

  /** A resource. */
  record Resource(String name, String label, boolean linkedToProfile) {}

  /** A resource with its fields and published filters. */
  record ResourceDetails(String name, String label, List<Field> fields, List<Filter> filters) {
    public ResourceDetails {
      fields = List.copyOf(fields);
      filters = List.copyOf(filters);
    }
  }

  /**
   * A field.
   *
   * @param name of an item's field the path, {@code postalAddress.city}
   * @param maxLength of a text, in characters; null where it is not known
   * @param values of an enumeration
   * @param target the resource a link points to, or null
   * @param dataPolicy how Campaign normalises what is written, or null
   */
  record Field(
      String name,
      String label,
      String type,
      Integer maxLength,
      List<Value> values,
      String target,
      String dataPolicy,
      boolean readOnly) {
    public Field {
      values = List.copyOf(values);
    }
  }

  /** A value of an enumeration, and what users see. */
  record Value(String name, String label) {}

  /** A published filter. */
  record Filter(String name, List<String> parameters) {
    public Filter {
      parameters = List.copyOf(parameters);
    }
  }
}
