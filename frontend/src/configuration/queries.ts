import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  diff,
  listDocuments,
  listVersions,
  pendingChanges,
  readDocument,
  restoreVersion,
} from "../api/configuration.ts";
import type { Authorship, DocumentName, SavedDocument, VersionName } from "./types.ts";

const CONFIGURATION = "configuration";
const PENDING_MILLIS = 5_000;

export const documentKey = (document: DocumentName) =>
  [CONFIGURATION, "document", document] as const;

/** A document was saved, here or elsewhere: everything that is known of documents is old. */
export function documentsChanged(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: [CONFIGURATION] });
}

/** What is known after a save, without asking again. */
export function putDocument(queries: QueryClient, saved: SavedDocument): Promise<void> {
  queries.setQueryData(documentKey(saved.document), saved);
  return documentsChanged(queries);
}

/** Which version each document has, and for which workflows its changes are pending. */
export function useDocuments() {
  return useQuery({
    queryKey: [CONFIGURATION, "documents"],
    queryFn: ({ signal }) => listDocuments(signal),
  });
}

export function useSavedDocument<T>(document: DocumentName) {
  return useQuery({
    queryKey: documentKey(document),
    queryFn: ({ signal }) => readDocument<T>(document, signal),
  });
}

/** A document's history, newest first, page by page. */
export function useVersions(document: DocumentName) {
  return useInfiniteQuery({
    queryKey: [CONFIGURATION, "versions", document],
    queryFn: ({ pageParam, signal }) => listVersions(document, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBefore ?? null,
  });
}

export function useDiff(document: DocumentName, from: VersionName, to: VersionName) {
  return useQuery({
    queryKey: [CONFIGURATION, "diff", document, from, to],
    queryFn: ({ signal }) => diff(document, from, to, signal),
    retry: false,
  });
}

/** What a stop and a start would change of a workflow. */
export function usePendingChanges(workflow: string, pending: boolean) {
  return useQuery({
    queryKey: [CONFIGURATION, "pending", workflow],
    queryFn: ({ signal }) => pendingChanges(workflow, signal),
    enabled: pending,
    // Somebody else may go on editing.
    refetchInterval: PENDING_MILLIS,
  });
}

export function useRestore(
  document: DocumentName,
  outcome: { onSuccess: (saved: SavedDocument) => void; onError: (error: Error) => void },
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { over: number; version: number; authorship: Authorship }) =>
      restoreVersion(document, asked.over, asked.version, asked.authorship),
    onSuccess: (saved) => {
      outcome.onSuccess(saved);
      return putDocument(queries, saved);
    },
    onError: outcome.onError,
  });
}
