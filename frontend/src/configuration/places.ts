import type { DocumentName } from "./types.ts";

/** The page on which a document is edited. */
export function editorOf(document: DocumentName): string {
  return document === "connections" ? "/connections" : `/workflows/${document}/edit`;
}

export function historyOf(document: DocumentName): string {
  return `/configuration/${document}/versions`;
}
