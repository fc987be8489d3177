package io.tidegate.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What feeds one target field: exactly one of a source attribute, a constant, or an expression.
 *
 * @param target the Campaign field; a dot steps into an item, as in {@code postalAddress.city}
 * @param source the Dynamics attribute's logical name, or null
 * @param constant a text, number or boolean, or null
 * @param expression in CEL, over the row's attributes by their logical names, or null
 * @param conversion null to take the value as it is
 * @param empty what an absent value becomes; null for a JSON null
 * @param applyUpdates false for a field that is written at the initial load and at a replay only;
 *     null means true
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributeMapping(
    String target,
    String source,
    Object constant,
    String expression,
    Conversion conversion,
    Object empty,
    Boolean applyUpdates) {

  public AttributeMapping {
    applyUpdates = applyUpdates == null || applyUpdates;
  }

  /** A source attribute whose updates are applied. */
  public static AttributeMapping of(String source, String target, Conversion conversion) {
    return new AttributeMapping(target, source, null, null, conversion, null, true);
  }

  /** The same whose configured values are as a field of this kind wants them. */
  AttributeMapping typed(String kind) {
    Conversion typed =
        conversion instanceof Conversion.ValueTable table ? table.typed(kind) : conversion;
    return new AttributeMapping(
        target,
        source,
        TargetTypes.typed(constant, kind),
        expression,
        typed,
        TargetTypes.typed(empty, kind),
        applyUpdates);
  }
}
