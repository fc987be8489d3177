package io.tidegate.mapping;

/**
 * One source attribute feeds one target field.
 *
 * @param source the Dynamics attribute's logical name
 * @param target the Campaign field; a dot steps into an item, as in {@code postalAddress.city}
 * @param empty what an absent value becomes; null for a JSON null
 */
public record AttributeMapping(String source, String target, Conversion conversion, String empty) {}
