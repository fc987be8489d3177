/** The shapes of the ingress document, as REST carries them. */

export type Picklists = "value" | "label";
export type Scalar = string | number | boolean;

export const OPERATORS = [
  "eq",
  "ne",
  "gt",
  "ge",
  "lt",
  "le",
  "contains",
  "startswith",
  "endswith",
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  attribute: string;
  operator: Operator;
  /** Null asks with `eq` and `ne` whether there is a value at all. */
  value: Scalar | null;
}
export type Filter = { all: Filter[] } | { any: Filter[] } | Condition;

export interface TextConversion {
  type: "text";
  /** In characters; 0 for no limit. */
  maxLength?: number;
  overflow?: "truncate" | "refuse";
}
export interface NumberConversion {
  type: "number";
  decimals?: number | null;
}
export interface DateTimeConversion {
  type: "dateTime";
  /** An IANA time zone; null for UTC. */
  zone?: string | null;
}
export interface ValueTable {
  type: "valueTable";
  values: Record<string, string>;
  otherwise?: string | null;
  unlisted?: Unlisted;
}
export const UNLISTED = ["otherwise", "keep", "refuse"] as const;
export type Unlisted = (typeof UNLISTED)[number];

export type Conversion =
  | TextConversion
  | NumberConversion
  | DateTimeConversion
  | ValueTable
  | { type: "boolean" }
  | { type: "date" }
  | { type: "identifier" };
export type ConversionType = Conversion["type"];

/** What feeds one Campaign field: exactly one of source, constant and expression. */
export interface AttributeMapping {
  target: string;
  source?: string;
  constant?: Scalar;
  expression?: string;
  conversion?: Conversion;
  /** What an absent value becomes. */
  empty?: Scalar | null;
  applyUpdates?: boolean;
}

export interface Link {
  target: string;
  source: string;
  flow: string;
}

export interface Mapping {
  entity: string;
  sourceKey: string;
  resource: string;
  targetKey: string;
  picklists?: Picklists;
  filter?: Filter | null;
  attributes: AttributeMapping[];
  links?: Link[];
}

export const DELETIONS = ["off", "delete", "anonymise"] as const;
export type Deletions = (typeof DELETIONS)[number];

export interface IngressFlow {
  id: string;
  enabled?: boolean;
  mapping: Mapping;
  lookupFilter?: string;
  lookupParameter?: string;
  deletions?: Deletions;
  deleteFilteredOut?: boolean;
  /** A share of the known records, 0 to 1. */
  heldDeletionShare?: number;
  pageSize?: number;
  pollSeconds?: number;
  parentWaitSeconds?: number;
  schemaCheckSeconds?: number;
}

export interface IngressDocument {
  flows: IngressFlow[];
}

/** The document with a flow changed, or added when there was none of its id. */
export function withFlow(document: IngressDocument, flow: IngressFlow): IngressDocument {
  const flows = document.flows.some(({ id }) => id === flow.id)
    ? document.flows.map((known) => (known.id === flow.id ? flow : known))
    : [...document.flows, flow];
  return { ...document, flows };
}

/** Their document with my flow in it. */
export function withMine(
  mine: IngressDocument,
  theirs: IngressDocument,
  id: string | null,
): IngressDocument {
  const flow = mine.flows.find((one) => one.id === id);
  return flow ? withFlow(theirs, flow) : theirs;
}

export function withoutFlow(document: IngressDocument, id: string): IngressDocument {
  return { ...document, flows: document.flows.filter((flow) => flow.id !== id) };
}
