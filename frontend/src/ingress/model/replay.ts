import type { ReplaySelection } from "../../api/mappings.ts";
import { groupOf } from "./filter.ts";
import type { Condition, Filter } from "./flow.ts";
import { idsIn } from "./ids.ts";

export const KINDS = ["all", "since", "ids", "filter"] as const;
export type Kind = (typeof KINDS)[number];

/** What was entered for each kind; looking at another kind loses nothing. */
export interface Choice {
  kind: Kind;
  since: Date | null;
  ids: string;
  filter: Filter | null;
}

export const NO_CHOICE: Choice = { kind: "all", since: null, ids: "", filter: null };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was typed among the ids and is none. */
export function notIds(text: string): string[] {
  return idsIn(text).filter((id) => !GUID.test(id));
}

function isWhole(filter: Filter): boolean {
  const group = groupOf(filter);
  return group
    ? group.parts.length > 0 && group.parts.every(isWhole)
    : (filter as Condition).attribute !== "";
}

/** What is asked for; null while it is not whole. */
export function selectionOf({ kind, since, ids, filter }: Choice): ReplaySelection | null {
  switch (kind) {
    case "all":
      return { kind };
    case "since":
      return since && { kind, since: since.toISOString() };
    case "ids":
      return idsIn(ids).length > 0 && notIds(ids).length === 0 ? { kind, ids: idsIn(ids) } : null;
    case "filter":
      return filter && isWhole(filter) ? { kind, filter } : null;
  }
}
