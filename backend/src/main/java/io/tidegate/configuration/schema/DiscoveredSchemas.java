package io.tidegate.configuration.schema;

import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.SchemaDiscovery;
import io.tidegate.dynamics.EntityDefinition;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Shows the faces what {@link Schemas} finds. */
public record DiscoveredSchemas(Schemas schemas) implements SchemaDiscovery {

  @Override
  public Future<Read<List<Entity>>> entities(boolean refresh) {
    return schemas
        .entities(refresh)
        .map(
            read ->
                as(
                    read,
                    all ->
                        all.stream()
                            .map(DiscoveredSchemas::entity)
                            .sorted(Comparator.comparing(Entity::name))
                            .toList()));
  }

  @Override
  public Future<Read<EntityDetails>> entity(String name, boolean refresh) {
    return schemas.entity(name, refresh).map(read -> as(read, DiscoveredSchemas::details));
  }

  @Override
  public Future<Read<List<Resource>>> resources(boolean refresh) {
    return schemas
        .resources(refresh)
        .map(
            read ->
                as(
                    read,
                    all ->
                        all.stream()
                            .map(
                                one -> new Resource(one.name(), one.label(), one.linkedToProfile()))
                            .sorted(Comparator.comparing(Resource::name))
                            .toList()));
  }

  @Override
  public Future<Read<ResourceDetails>> resource(String name, boolean refresh) {
    return schemas.resource(name, refresh).map(read -> as(read, DiscoveredSchemas::details));
  }

  private static <A, B> Read<B> as(Read<A> read, Function<A, B> shown) {
    return new Read<>(shown.apply(read.value()), read.at());
  }

  private static Entity entity(EntityDefinition table) {
    return new Entity(
        table.logicalName(),
        table.label(),
        table.entitySetName(),
        table.primaryIdAttribute(),
        table.primaryNameAttribute(),
        table.changeTrackingEnabled(),
        table.custom());
  }

  private static EntityDetails details(EntityDefinition table) {
    return new EntityDetails(
        entity(table),
        table.attributes().values().stream()
            .map(DiscoveredSchemas::attribute)
            .sorted(Comparator.comparing(Attribute::name))
            .toList(),
        table.keys().stream().map(key -> new Key(key.name(), key.attributes())).toList());
  }

  private static Attribute attribute(EntityDefinition.Attribute column) {
    return new Attribute(
        column.logicalName(),
        column.label(),
        column.type(),
        column.maxLength().isPresent() ? column.maxLength().getAsInt() : null,
        column.required(),
        column.options().stream().map(one -> new Option(one.value(), one.label())).toList(),
        column.targets());
  }

  private static ResourceDetails details(ResourceType resource) {
    return new ResourceDetails(
        resource.name(),
        resource.label(),
        resource.fields().values().stream()
            .map(DiscoveredSchemas::field)
            .sorted(Comparator.comparing(Field::name))
            .toList(),
        resource.filters().entrySet().stream()
            .map(filter -> new Filter(filter.getKey(), filter.getValue()))
            .sorted(Comparator.comparing(Filter::name))
            .toList());
  }

  private static Field field(ResourceType.Field field) {
    return new Field(
        field.name(),
        field.label(),
        field.type(),
        field.maxLength().isPresent() ? field.maxLength().getAsInt() : null,
        field.values().stream().map(value -> new Value(value.name(), value.label())).toList(),
        field.target().orElse(null),
        field.dataPolicy().orElse(null),
        field.readOnly());
  }
}
