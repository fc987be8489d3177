import type { Picklists } from "./model/flow.ts";
import { kindOf } from "./model/kinds.ts";
import type { Attribute, Field } from "./model/schema.ts";
import type { ValueColumn } from "./ScalarField.tsx";

/** How values of a Campaign field are entered. */
export function fieldColumn(field: Field | undefined): ValueColumn | undefined {
  return (
    field && {
      type: field.type,
      choices: (field.values ?? []).map(({ name, label }) => ({
        id: name,
        label: label && label !== name ? `${label} (${name})` : name,
      })),
    }
  );
}

/** How values of a Dynamics attribute are entered, as they are stored. */
export function attributeColumn(attribute: Attribute | undefined): ValueColumn | undefined {
  return attribute && { type: attribute.type, choices: choices(attribute, "value") };
}

/** The same as a conversion gets to see them: options by their number or by their label. */
export function readColumn(
  attribute: Attribute | undefined,
  picklists: Picklists,
): ValueColumn | undefined {
  return attribute && { type: attribute.type, choices: choices(attribute, picklists) };
}

function choices({ type, options = [] }: Attribute, picklists: Picklists) {
  const isBoolean = kindOf(type) === "boolean";
  return options.map(({ value, label }) => {
    const stored = isBoolean ? String(value === 1) : String(value);
    return picklists === "label" && !isBoolean
      ? { id: label, label }
      : { id: stored, label: isBoolean ? label : `${label} (${value})` };
  });
}
