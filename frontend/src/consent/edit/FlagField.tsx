import { TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { Fields } from "../../configuration/fields.ts";

const full = style({ width: "full" });

/** A yes-or-no column of the contact or the profile. */
export function FlagField({
  label,
  fields,
  pointer,
}: {
  side: "dynamics" | "campaign";
  table: string;
  label: string;
  fields: Fields;
  pointer: string;
}) {
  return <TextField label={label} styles={full} {...fields.text(pointer)} />;
}
