/** What a column or field holds, as far as it matters for converting one into the other. */
export type Kind =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "dateTime"
  | "option"
  | "options"
  | "lookup"
  | "key"
  | "other";

/** Dataverse's `AttributeType` names and Campaign's field types, in small letters. */
const KINDS: Record<string, Kind> = {
  string: "text",
  memo: "text",
  text: "text",
  entityname: "text",
  integer: "number",
  bigint: "number",
  decimal: "number",
  double: "number",
  money: "number",
  number: "number",
  long: "number",
  short: "number",
  byte: "number",
  float: "number",
  boolean: "boolean",
  date: "date",
  dateonly: "date",
  datetime: "dateTime",
  picklist: "option",
  state: "option",
  status: "option",
  enumeration: "option",
  multiselectpicklist: "options",
  lookup: "lookup",
  customer: "lookup",
  owner: "lookup",
  link: "lookup",
  uniqueidentifier: "key",
};

/** The kind of a type as either system names it; types with a suffix count by their first word. */
export function kindOf(type: string | undefined): Kind {
  return KINDS[(type ?? "").toLowerCase().replace(/type$/, "")] ?? "other";
}

/** Whether values of this kind are compared by size, so that `gt` and the like make sense. */
export function isOrdered(kind: Kind): boolean {
  return kind === "number" || kind === "date" || kind === "dateTime";
}
