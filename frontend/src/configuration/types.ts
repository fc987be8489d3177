import type { Misfit } from "../api/types.ts";

export type { Misfit };

export const DOCUMENTS = ["connections", "ingress", "egress", "consent"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** A version of a document; number 0 is the built-in one, which nobody saved. */
export interface SavedDocument<T = unknown> {
  document: DocumentName;
  version: number;
  savedAt: string | null;
  author: string | null;
  note: string | null;
  content: T;
}

export type AnswerToSave<T = unknown> = SavedDocument<T> & { warnings: Misfit[] };

/** A difference between two versions, in the service's English words. */
export interface Change {
  document?: DocumentName;
  kind: "added" | "removed" | "changed";
  subject: string;
  text: string;
  pointer: string;
}

export interface Checked {
  errors: Misfit[];
  warnings: Misfit[];
  changes: Change[];
}

export interface Version {
  version: number;
  savedAt: string | null;
  author: string | null;
  note: string | null;
  changes: Change[];
}

export interface VersionPage {
  versions: Version[];
  nextBefore?: number | null;
}

export interface DocumentSummary {
  document: DocumentName;
  version: number;
  savedAt: string | null;
  author: string | null;
  note: string | null;
  /** The workflows that run with something else than what is saved. */
  pendingFor: string[];
}

export interface Imported {
  documents: { document: DocumentName; version: number; changes: Change[] }[];
  warnings: Misfit[];
}

/** Who saves, and why. */
export interface Authorship {
  author: string;
  note: string;
}

/** A version to compare: a number, what is saved now, or what the workflow runs with. */
export type VersionName = number | "saved" | "running";
