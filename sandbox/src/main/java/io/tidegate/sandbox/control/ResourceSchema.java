package io.tidegate.sandbox.control;

import static io.tidegate.sandbox.control.SchemaControl.part;

import io.tidegate.sandbox.campaign.Integrity;
import io.tidegate.sandbox.campaign.SchemaChanges;
import io.tidegate.sandbox.campaign.SchemaChanges.NewValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes the schema of Campaign's resources. */
record ResourceSchema(SchemaChanges schema) {
  static final List<String> FIELDS =
      List.of(
          "resource",
          "dropField",
          "addField",
          "fieldLength",
          "renameValue",
          "removeValue",
          "dropFilter",
          "mandatory",
          "integrity");

  private static final String USUAL_RESOURCE = "profile";
  private static final List<String> INTEGRITIES =
      Stream.of(Integrity.values()).map(Integrity::label).toList();

  void change(Input input) {
    String resource = input.text("resource").orElse(USUAL_RESOURCE);
    if (!schema.exists(resource)) {
      throw input.bad("resource", "there is no resource " + resource);
    }
    SchemaControl.text(input, "dropField", name -> schema.dropField(resource, name));
    SchemaControl.text(input, "dropFilter", name -> schema.dropFilter(resource, name));
    part(
        input,
        "addField",
        added ->
            schema.addField(
                resource,
                added.requiredText("name"),
                added.text("type").orElse("string"),
                SchemaControl.usualLength(added)),
        "type",
        "name",
        "maxLength");
    part(
        input,
        "fieldLength",
        length ->
            schema.maxLength(
                resource, length.requiredText("name"), SchemaControl.requiredLength(length)),
        "name",
        "maxLength");
    part(
        input,
        "renameValue",
        value ->
            value(
                resource, value, Optional.of(new NewValue(value.text("to"), value.text("label")))),
        "name",
        "field",
        "to",
        "label");
    part(input, "removeValue", value -> value(resource, value, Optional.empty()), "name", "field");
    part(
        input,
        "mandatory",
        rule ->
            schema.mandatory(
                resource, rule.requiredText("field"), rule.flag("mandatory").orElse(true)),
        "field",
        "mandatory");
    part(
        input,
        "integrity",
        rule -> schema.integrity(resource, rule.requiredText("field"), integrity(rule)),
        "field",
        "integrity");
  }

  private void value(String resource, Input value, Optional<NewValue> replacement) {
    schema.value(resource, value.requiredText("field"), value.requiredText("name"), replacement);
  }

  private static Integrity integrity(Input rule) {
    return rule.choice("integrity", INTEGRITIES)
        .map(label -> Integrity.valueOf(label.toUpperCase(Locale.ROOT)))
        .orElseThrow(() -> rule.bad("integrity", "is required"));
  }
}
