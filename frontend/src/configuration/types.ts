import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];

export type { Misfit } from "../api/types.ts";

export const DOCUMENTS = ["connections", "ingress", "egress", "consent"] as const;
export type DocumentName = Schemas["DocumentName"];

/** A version of a document; number 0 is the built-in one, which nobody saved. */
export type SavedDocument<T = unknown> = Omit<Schemas["SavedDocument"], "content"> & { content: T };
export type SaveOutcome<T = unknown> = Omit<Schemas["SaveOutcome"], "content"> & { content: T };
/** A difference between two versions, in the service's English words. */
export type Change = Schemas["Change"];
export type CheckResult = Schemas["CheckResult"];
export type Version = Schemas["Version"];
export type VersionPage = Schemas["VersionPage"];
export type DocumentStatus = Schemas["DocumentStatus"];
export type Imported = Schemas["Imported"];

/** Who saves, and why. */
export interface Authorship {
  author: string;
  note: string;
}

/** A version to compare: a number, what is saved now, or what the workflow runs with. */
export type VersionName = number | "saved" | "running";
