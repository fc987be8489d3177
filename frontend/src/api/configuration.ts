import type {
  Authorship,
  Change,
  CheckResult,
  DocumentName,
  DocumentStatus,
  Imported,
  SavedDocument,
  SaveOutcome,
  VersionName,
  VersionPage,
} from "../configuration/types.ts";
import { PATIENT, request, segment, text, withBody } from "./client.ts";
import type { Secret, TestResult } from "./types.ts";

const of = (document: DocumentName) => `/configuration/${document}`;
const ifMatch = (version: number) => ({ "If-Match": `"${version}"` });

/** Empty ones are left out: the service takes what is there for a name. */
const said = ({ author, note }: Authorship) => ({
  ...(author.trim() !== "" && { author: author.trim() }),
  ...(note.trim() !== "" && { note: note.trim() }),
});

export async function listDocuments(signal: AbortSignal): Promise<DocumentStatus[]> {
  return (await request<{ documents: DocumentStatus[] }>("/configuration", { signal })).documents;
}

export function readDocument<T>(
  document: DocumentName,
  signal: AbortSignal,
): Promise<SavedDocument<T>> {
  return request(of(document), { signal });
}

/** Saves over the given version; fails with kind "version-conflict" if there is a newer one. */
export function saveDocument<T>(
  document: DocumentName,
  over: number,
  content: T,
  authorship: Authorship,
): Promise<SaveOutcome<T>> {
  return request(of(document), {
    ...withBody("PUT", { content, ...said(authorship) }, ifMatch(over)),
    ...PATIENT,
  });
}

export function checkDocument(
  document: DocumentName,
  content: unknown,
  signal: AbortSignal,
): Promise<CheckResult> {
  return request(`${of(document)}/check`, { ...withBody("POST", { content }), signal, ...PATIENT });
}

export function listVersions(
  document: DocumentName,
  before: number | null,
  signal: AbortSignal,
): Promise<VersionPage> {
  const after = before === null ? "" : `&before=${before}`;
  return request(`${of(document)}/versions?limit=20${after}`, { signal });
}

export async function diff(
  document: DocumentName,
  from: VersionName,
  to: VersionName,
  signal: AbortSignal,
): Promise<Change[]> {
  const path = `${of(document)}/diff?from=${from}&to=${to}`;
  return (await request<{ changes: Change[] }>(path, { signal })).changes;
}

export async function pendingChanges(workflow: string, signal: AbortSignal): Promise<Change[]> {
  const path = `/workflows/${segment(workflow)}/pending-changes`;
  return (await request<{ changes: Change[] }>(path, { signal })).changes;
}

export function restoreVersion(
  document: DocumentName,
  over: number,
  version: number,
  authorship: Authorship,
): Promise<SaveOutcome> {
  return request(`${of(document)}/restore`, {
    ...withBody("POST", { version, ...said(authorship) }, ifMatch(over)),
    ...PATIENT,
  });
}

export function exportConfiguration(signal?: AbortSignal): Promise<string> {
  return text("/configuration/export", {
    headers: { Accept: "application/yaml" },
    ...(signal && { signal }),
  });
}

/** A header is bytes, which fetch takes as characters up to 255; the service reads UTF-8. */
const headerText = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

export function importConfiguration(
  yaml: string,
  dryRun: boolean,
  { author, note }: Authorship,
): Promise<Imported> {
  return request(`/configuration/import?dryRun=${dryRun}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/yaml",
      ...(author.trim() !== "" && { "X-Tidegate-Author": headerText(author.trim()) }),
      ...(note.trim() !== "" && { "X-Tidegate-Note": headerText(note.trim()) }),
    },
    body: yaml,
    ...PATIENT,
  });
}

export async function listSecrets(signal: AbortSignal): Promise<Secret[]> {
  return (await request<{ secrets: Secret[] }>("/connections/secrets", { signal })).secrets;
}

export function putSecret(name: string, value: string): Promise<void> {
  return request(`/connections/secrets/${segment(name)}`, withBody("PUT", { value }));
}

export function deleteSecret(name: string): Promise<void> {
  return request(`/connections/secrets/${segment(name)}`, { method: "DELETE" });
}

/** Step by step, with what is not saved yet in place of what is. */
export function testConnection(
  name: "dynamics" | "campaign" | "sftp",
  connection: unknown,
  secrets: Record<string, string>,
): Promise<TestResult> {
  return request(`/connections/${name}/test`, {
    ...withBody("POST", { connection, secrets }),
    ...PATIENT,
  });
}
