import type { Condition, Filter, Operator } from "./flow.ts";
import { isOrdered, type Kind } from "./kinds.ts";

export type Join = "all" | "any";
export interface Group {
  join: Join;
  parts: Filter[];
}

/** A place in a filter: the number of the part at each level. */
export type Path = readonly number[];

export const EMPTY_CONDITION: Condition = { attribute: "", operator: "eq", value: "" };

/** A filter as a group, or nothing when it is a single condition. */
export function groupOf(filter: Filter): Group | undefined {
  if ("all" in filter) {
    return { join: "all", parts: filter.all };
  }
  return "any" in filter ? { join: "any", parts: filter.any } : undefined;
}

export function filterOf({ join, parts }: Group): Filter {
  return join === "all" ? { all: parts } : { any: parts };
}

/** The whole filter as a group: what the editor shows at the top. */
export function rootOf(filter: Filter | null | undefined): Group {
  if (!filter) {
    return { join: "all", parts: [] };
  }
  return groupOf(filter) ?? { join: "all", parts: [filter] };
}

function changedPart(group: Group, path: Path, change: (part: Filter) => Filter | null): Group {
  const [index, ...rest] = path;
  const parts = group.parts.flatMap((part, number) => {
    if (number !== index) {
      return [part];
    }
    if (rest.length === 0) {
      return change(part) ?? [];
    }
    const inner = groupOf(part);
    return inner ? [filterOf(changedPart(inner, rest, change))] : [part];
  });
  return { ...group, parts };
}

/** The filter with the part at a place replaced, or removed for null. */
export function replaced(filter: Filter | null, path: Path, part: Filter | null): Filter | null {
  return simplified(changedPart(rootOf(filter), path, () => part));
}

/** The filter with a part added at the end of the group at a place. */
export function added(filter: Filter | null, path: Path, part: Filter): Filter | null {
  const add = (group: Group): Group => ({ ...group, parts: [...group.parts, part] });
  const root = rootOf(filter);
  if (path.length === 0) {
    return filterOf(add(root));
  }
  return filterOf(
    changedPart(root, path, (old) => {
      const inner = groupOf(old);
      return inner ? filterOf(add(inner)) : old;
    }),
  );
}

/** The filter with the group at a place joined otherwise. */
export function joined(filter: Filter | null, path: Path, join: Join): Filter | null {
  const root = rootOf(filter);
  if (path.length === 0) {
    return filterOf({ ...root, join });
  }
  return filterOf(
    changedPart(root, path, (old) => {
      const inner = groupOf(old);
      return inner ? filterOf({ ...inner, join }) : old;
    }),
  );
}

/** Without conditions there is no filter. */
function simplified(root: Group): Filter | null {
  return root.parts.length === 0 ? null : filterOf(root);
}

/** The JSON pointer of a part, below the filter's own. */
export function pointerOf(filter: Filter | null, path: Path): string {
  let pointer = "";
  let group: Group | undefined = rootOf(filter);
  // A single condition stands at the filter's own place.
  if (filter && !groupOf(filter)) {
    return pointer;
  }
  for (const index of path) {
    pointer += `/${group?.join ?? "all"}/${index}`;
    const part: Filter | undefined = group?.parts[index];
    group = part && groupOf(part);
  }
  return pointer;
}

const ORDER: readonly Operator[] = ["eq", "ne", "gt", "ge", "lt", "le"];
const TEXTUAL: readonly Operator[] = ["eq", "ne", "contains", "startswith", "endswith"];
const EQUALITY: readonly Operator[] = ["eq", "ne"];

/** The comparisons that make sense for a kind of column. */
export function operatorsFor(kind: Kind): readonly Operator[] {
  if (isOrdered(kind)) {
    return ORDER;
  }
  return kind === "text" || kind === "other" ? TEXTUAL : EQUALITY;
}

const FUNCTIONS: readonly Operator[] = ["contains", "startswith", "endswith"];

/** The name of a lookup's id among the properties of a row. */
function property(attribute: string, kind: Kind): string {
  return kind === "lookup" ? `_${attribute}_value` : attribute;
}

function literal(value: Condition["value"], kind: Kind): string {
  if (value === null) {
    return "null";
  }
  if (typeof value !== "string") {
    return String(value);
  }
  // Ids and moments are written without quotation marks: OData V4.01, ABNF.
  const bare = kind === "lookup" || kind === "key" || kind === "date" || kind === "dateTime";
  return bare && value !== "" ? value : `'${value.replaceAll("'", "''")}'`;
}

function conditionText({ attribute, operator, value }: Condition, kind: Kind): string {
  const name = attribute === "" ? "…" : property(attribute, kind);
  return FUNCTIONS.includes(operator)
    ? `${operator}(${name},${literal(value, "text")})`
    : `${name} ${operator} ${literal(value, kind)}`;
}

/**
 * A filter as OData writes it, for people to read: the service evaluates the filter itself.
 *
 * @param kind of an attribute by its logical name
 */
export function toOData(filter: Filter, kind: (attribute: string) => Kind): string {
  const text = (part: Filter, nested: boolean): string => {
    const group = groupOf(part);
    if (!group) {
      const condition = part as Condition;
      return conditionText(condition, kind(condition.attribute));
    }
    if (group.parts.length === 0) {
      return group.join === "all" ? "true" : "false";
    }
    const several = group.parts.length > 1;
    const inside = group.parts
      .map((inner) => text(inner, several))
      .join(group.join === "all" ? " and " : " or ");
    return nested && several ? `(${inside})` : inside;
  };
  return text(filter, false);
}
