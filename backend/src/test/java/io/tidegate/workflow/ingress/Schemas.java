package io.tidegate.workflow.ingress;

import io.tidegate.campaign.ResourceType;
import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.campaign.ResourceType.Value;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.dynamics.EntityDefinition.Option;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion.DateTime;
import io.tidegate.mapping.Conversion.Day;
import io.tidegate.mapping.Conversion.Decimal;
import io.tidegate.mapping.Conversion.Identifier;
import io.tidegate.mapping.Conversion.Overflow;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Conversion.ValueTable;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Filter.Condition;
import io.tidegate.mapping.Filter.Operator;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A table, a resource, and a flow that uses every kind of their columns and fields. */
final class Schemas {
  private Schemas() {}

  static Attribute attribute(String name, String type, int length, String... targets) {
    return new Attribute(
        name,
        name,
        type,
        length == 0 ? OptionalInt.empty() : OptionalInt.of(length),
        false,
        name.endsWith("day") ? Optional.of("DateOnly") : Optional.empty(),
        Optional.empty(),
        type.equals("Picklist") || type.equals("State")
            ? List.of(new Option(1, "Gold"), new Option(2, "Silver"))
            : List.of(),
        List.of(targets));
  }

  static EntityDefinition subscription(Attribute... others) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List.of(
            attribute("new_subscriptionid", "Uniqueidentifier", 0),
            attribute("new_name", "String", 100),
            attribute("new_amount", "Money", 0),
            attribute("new_seats", "Integer", 0),
            attribute("new_kind", "Picklist", 0),
            attribute("new_interests", "MultiSelectPicklist", 0),
            attribute("new_active", "Boolean", 0),
            attribute("new_startday", "DateTime", 0),
            attribute("createdon", "DateTime", 0),
            attribute("new_accountid", "Lookup", 0, "account"),
            attribute("ownerid", "Owner", 0, "systemuser", "team"))
        .forEach(attribute -> attributes.put(attribute.logicalName(), attribute));
    Arrays.stream(others).forEach(other -> attributes.put(other.logicalName(), other));
    return new EntityDefinition(
        "new_subscription", "new_subscriptions", "new_subscriptionid", true, attributes);
  }

  static Field field(String name, String type, String resType, int length, String... values) {
    return new Field(
        name,
        name,
        type,
        resType,
        length == 0 ? OptionalInt.empty() : OptionalInt.of(length),
        Arrays.stream(values).map(value -> new Value(value, value)).toList(),
        type.equals("link") ? Optional.of("cusAccount") : Optional.empty(),
        Optional.empty(),
        name.equals("cusCreated"),
        false);
  }

  static ResourceType resource(Field... others) {
    Map<String, Field> fields = new LinkedHashMap<>();
    List.of(
            field("cusExternalId", "string", "string", 100),
            field("cusName", "string", "string", 50),
            field("cusOrigin", "string", "string", 10),
            field("cusOwner", "string", "string", 36),
            field("cusAmount", "number", "double", 0),
            field("cusSeats", "number", "long", 0),
            field("cusKind", "enumeration", "string", 0, "gold", "silver", "none"),
            field("cusActive", "boolean", "boolean", 0),
            field("cusStart", "date", "date", 0),
            field("cusMoment", "date", "datetime", 0),
            field("cusCreated", "date", "datetime", 0),
            field("cusPlace", "item", "", 0),
            field("cusPlace.city", "string", "string", 50),
            field("cusAccount", "link", "link", 0))
        .forEach(field -> fields.put(field.name(), field));
    Arrays.stream(others).forEach(other -> fields.put(other.name(), other));
    return new ResourceType(
        "cusSubscription",
        "Subscription",
        fields,
        Map.of("byExternalId", List.of("externalId_parameter")));
  }

  static AttributeMapping constant(String target, Object constant) {
    return new AttributeMapping(target, null, constant, null, null, null, true);
  }

  static AttributeMapping computed(String target, String expression) {
    return new AttributeMapping(
        target, null, null, expression, new Text(50, Overflow.TRUNCATE), null, true);
  }

  static List<AttributeMapping> attributes() {
    return List.of(
        AttributeMapping.of("new_name", "cusName", new Text(50, Overflow.TRUNCATE)),
        constant("cusOrigin", "CRM"),
        AttributeMapping.of("ownerid", "cusOwner", new Identifier()),
        AttributeMapping.of("new_amount", "cusAmount", new Decimal(2)),
        AttributeMapping.of("new_seats", "cusSeats", null),
        AttributeMapping.of(
            "new_kind",
            "cusKind",
            new ValueTable(Map.of("1", "gold", "2", "silver"), "none", null)),
        AttributeMapping.of("new_active", "cusActive", null),
        AttributeMapping.of("new_startday", "cusStart", new Day()),
        AttributeMapping.of("createdon", "cusMoment", new DateTime(null)),
        computed("cusPlace.city", "new_name + ' ' + string(new_seats)"));
  }

  static Filter filter() {
    return new Filter.All(
        List.of(
            new Condition("new_kind", Operator.EQ, 1),
            new Filter.Any(
                List.of(
                    new Condition("new_name", Operator.CONTAINS, "x"),
                    new Condition("createdon", Operator.GE, "2026-01-01T00:00:00Z"),
                    new Condition("new_accountid", Operator.NE, null)))));
  }

  static Mapping mapping(List<AttributeMapping> attributes, Filter filter, Link... links) {
    return new Mapping(
        "new_subscription",
        "new_subscriptionid",
        "cusSubscription",
        "cusExternalId",
        null,
        filter,
        attributes,
        List.of(links));
  }

  static final Link TO_ACCOUNT = new Link("cusAccount", "new_accountid", "account");

  static IngressConfig.Flow flow(Mapping mapping) {
    return IngressConfig.Flow.standard(
        "subscription", mapping, "byExternalId", "externalId_parameter", DeletionPolicy.DELETE);
  }

  static IngressConfig.Flow flow() {
    return flow(mapping(attributes(), filter(), TO_ACCOUNT));
  }

  static IngressConfig.Flow account(Link... links) {
    return IngressConfig.Flow.standard(
        "account",
        new Mapping(
            "account",
            "accountid",
            "cusAccount",
            "cusExternalId",
            null,
            null,
            List.of(AttributeMapping.of("name", "cusName", new Text(50, null))),
            List.of(links)),
        "byExternalId",
        "externalId_parameter",
        DeletionPolicy.DELETE);
  }
}
