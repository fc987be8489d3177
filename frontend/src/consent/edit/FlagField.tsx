import { useEntity, useResource } from "../../api/mappings.ts";
import type { Fields } from "../../configuration/fields.ts";
import { ColumnPicker } from "../../ingress/ColumnPicker.tsx";
import { kindOf } from "../../ingress/model/kinds.ts";
import type { Attribute, Field } from "../../ingress/model/schema.ts";

/** A yes-or-no column of the contact or the profile; typed where the system cannot be asked. */
export function FlagField({
  side,
  table,
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
  const entity = useEntity(side === "dynamics" ? table : undefined);
  const resource = useResource(side === "campaign" ? table : undefined);
  const columns: (Attribute | Field)[] | undefined =
    entity.data?.attributes ?? resource.data?.fields;
  return (
    <ColumnPicker
      label={label}
      columns={columns?.filter(({ type }) => kindOf(type) === "boolean")}
      name={String(fields.at(pointer) ?? "")}
      onChange={(name) => fields.put(pointer, name)}
      state={fields.state(pointer)}
    />
  );
}
