import { type DraftConversion, suggestedConversion, valuesOf } from "./conversions.ts";
import type { AttributeMapping, Conversion, Filter, IngressFlow, Link, Scalar } from "./flow.ts";
import type { Attribute, Field } from "./schema.ts";

/** What feeds a target field. */
export const FEEDS = ["source", "constant", "expression"] as const;
export type Feed = (typeof FEEDS)[number];

/**
 * An attribute mapping while it is edited: what was typed for each feed is kept while another is
 * looked at. `key` tells the rows apart, whatever is edited, added or removed.
 */
export interface Row {
  key: number;
  feed: Feed;
  target: string;
  source: string;
  constant: Scalar;
  expression: string;
  conversion: DraftConversion | undefined;
  empty: Scalar | null;
  applyUpdates: boolean;
}

export interface LinkRow extends Link {
  key: number;
}

/** Everything of a flow but its lists, which have keys here. */
export type Head = Omit<IngressFlow, "mapping"> & {
  mapping: Omit<IngressFlow["mapping"], "attributes" | "links" | "filter">;
};

export interface Draft {
  head: Head;
  filter: Filter | null;
  rows: Row[];
  links: LinkRow[];
  nextKey: number;
  /** The row that is open for editing. */
  open: number | null;
}

export type Action =
  | { do: "reset"; flow: IngressFlow }
  | { do: "head"; change: Partial<Omit<Head, "mapping">> }
  | { do: "mapping"; change: Partial<Head["mapping"]> }
  | { do: "filter"; filter: Filter | null }
  | { do: "open"; key: number | null }
  | { do: "addRow"; row?: Partial<Row> }
  | { do: "row"; key: number; change: Partial<Omit<Row, "key">> }
  | { do: "pair"; key: number; source: Attribute; target?: Field }
  | { do: "removeRow"; key: number }
  | { do: "applyUpdates"; applyUpdates: boolean }
  | { do: "addLink" }
  | { do: "link"; key: number; change: Partial<Link> }
  | { do: "removeLink"; key: number };

const NEW_ROW: Omit<Row, "key"> = {
  feed: "source",
  target: "",
  source: "",
  constant: "",
  expression: "",
  conversion: undefined,
  empty: null,
  applyUpdates: true,
};

function draftConversion(conversion: Conversion | undefined | null): DraftConversion | undefined {
  if (!conversion) {
    return undefined;
  }
  if (conversion.type !== "valueTable") {
    return conversion;
  }
  const { values, ...rest } = conversion;
  return { ...rest, entries: Object.entries(values).map(([from, to]) => ({ from, to })) };
}

function feedOf(mapping: AttributeMapping): Feed {
  if (mapping.expression != null) {
    return "expression";
  }
  return mapping.constant != null ? "constant" : "source";
}

export function draftOf({ mapping, ...head }: IngressFlow): Draft {
  const { attributes, links = [], filter = null, ...tables } = mapping;
  const rows = attributes.map((one, index) => ({
    ...NEW_ROW,
    key: index,
    feed: feedOf(one),
    target: one.target,
    source: one.source ?? "",
    constant: one.constant ?? "",
    expression: one.expression ?? "",
    conversion: draftConversion(one.conversion),
    empty: one.empty ?? null,
    applyUpdates: one.applyUpdates ?? true,
  }));
  return {
    head: { ...head, mapping: tables },
    filter,
    rows,
    links: links.map((link, index) => ({ ...link, key: rows.length + index })),
    nextKey: rows.length + links.length,
    open: null,
  };
}

function conversionOf(conversion: DraftConversion): Conversion {
  if (conversion.type !== "valueTable") {
    return conversion;
  }
  const { entries, ...rest } = conversion;
  return { ...rest, values: valuesOf(entries) };
}

function mappingOf(row: Row): AttributeMapping {
  return {
    target: row.target,
    ...(row.feed === "source" && { source: row.source }),
    ...(row.feed === "constant" && { constant: row.constant }),
    ...(row.feed === "expression" && { expression: row.expression }),
    ...(row.conversion && row.feed !== "constant" && { conversion: conversionOf(row.conversion) }),
    ...(!row.applyUpdates && { applyUpdates: false }),
    ...(row.empty !== null && row.feed !== "constant" && { empty: row.empty }),
  };
}

/** The flow as it would be saved. */
export function flowOf({ head, filter, rows, links }: Draft): IngressFlow {
  return {
    ...head,
    mapping: {
      ...head.mapping,
      ...(filter && { filter }),
      attributes: rows.map(mappingOf),
      links: links.map(({ key: _, ...link }) => link),
    },
  };
}

/** Whether two drafts would be saved as the same. */
export function isSame(one: Draft, other: Draft): boolean {
  return canonical(flowOf(one)) === canonical(flowOf(other));
}

/** JSON with the properties of every object in order; null says the same as absent. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, one]) => one !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

function changedRow(draft: Draft, key: number, change: (row: Row) => Row): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.key === key ? change(row) : row)) };
}

/** A row of two columns with the conversion that they suggest, unless the one in use will do. */
function paired(row: Row, source: Attribute, target: Field | undefined): Row {
  const suggested = suggestedConversion(source, target);
  const keeps =
    target?.name === row.target &&
    suggested?.type === row.conversion?.type &&
    suggested?.type !== "valueTable";
  return {
    ...row,
    source: source.name,
    target: target?.name ?? row.target,
    conversion: keeps || !target ? row.conversion : suggested,
  };
}

export function edit(draft: Draft, action: Action): Draft {
  switch (action.do) {
    case "reset":
      return draftOf(action.flow);
    case "head":
      return { ...draft, head: { ...draft.head, ...action.change } };
    case "mapping":
      return {
        ...draft,
        head: { ...draft.head, mapping: { ...draft.head.mapping, ...action.change } },
      };
    case "filter":
      return { ...draft, filter: action.filter };
    case "open":
      return { ...draft, open: action.key };
    case "addRow": {
      const row = { ...NEW_ROW, ...action.row, key: draft.nextKey };
      return {
        ...draft,
        rows: [...draft.rows, row],
        nextKey: draft.nextKey + 1,
        open: row.key,
      };
    }
    case "row":
      return changedRow(draft, action.key, (row) => ({ ...row, ...action.change }));
    case "pair":
      return changedRow(draft, action.key, (row) => paired(row, action.source, action.target));
    case "removeRow":
      return {
        ...draft,
        rows: draft.rows.filter(({ key }) => key !== action.key),
        open: draft.open === action.key ? null : draft.open,
      };
    case "applyUpdates":
      return {
        ...draft,
        rows: draft.rows.map((row) => ({ ...row, applyUpdates: action.applyUpdates })),
      };
    case "addLink":
      return {
        ...draft,
        links: [...draft.links, { key: draft.nextKey, target: "", source: "", flow: "" }],
        nextKey: draft.nextKey + 1,
      };
    case "link":
      return {
        ...draft,
        links: draft.links.map((link) =>
          link.key === action.key ? { ...link, ...action.change } : link,
        ),
      };
    case "removeLink":
      return { ...draft, links: draft.links.filter(({ key }) => key !== action.key) };
  }
}

/** The place of a row or link in its flow. */
export const rowPointer = (index: number) => `/mapping/attributes/${index}`;
export const linkPointer = (index: number) => `/mapping/links/${index}`;
