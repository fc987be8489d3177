import {
  hashKey,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client.ts";
import { checkDocument, saveDocument } from "../api/configuration.ts";
import { putDocument, useSavedDocument } from "./queries.ts";
import type {
  Authorship,
  Change,
  DocumentName,
  Misfit,
  SavedDocument,
  SaveOutcome,
} from "./types.ts";

/** A document that somebody edits. */
export interface Draft<T> {
  document: DocumentName;
  /** The version that was edited: what the next save is over. */
  base: SavedDocument<T>;
  content: T;
  change: (next: T | ((content: T) => T)) => void;
  discard: () => void;
  dirty: boolean;
  /** Keep it from being saved; of the content as it was a moment ago. */
  errors: Misfit[];
  warnings: Misfit[];
  /** Against the saved version. */
  changes: Change[];
  /** Whether errors, warnings and changes are still being asked for. */
  isChecking: boolean;
  /** Why the service could not say what there is to say. */
  checkFailure: Error | null;
  /** Resolves to what was saved, or to undefined when it was not; why not is in the draft then. */
  save: (authorship: Authorship) => Promise<SaveOutcome<T> | undefined>;
  isSaving: boolean;
  saveFailure: Error | null;
  /** Another version was saved meanwhile; null if none was. */
  conflict: SavedDocument<T> | null;
  /** Drops the draft and goes on with the other version. */
  takeTheirs: () => void;
  /** Keeps the draft, to be saved over the other version. */
  keepMine: () => void;
}

/** Long enough to type a word, short enough not to be waited for. */
const CHECK_MILLIS = 400;

/** A value once it has stayed the same for a while. */
export function useSettled<T>(value: T, millis: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}

/** What the service says of a content: errors, warnings, and changes against the saved version. */
function useCheck(document: DocumentName, base: number, content: unknown) {
  const json = JSON.stringify(content);
  const settled = useSettled(json, CHECK_MILLIS);
  const check = useQuery({
    queryKey: ["check", document, base, settled],
    queryFn: ({ signal }) => checkDocument(document, JSON.parse(settled), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  return {
    errors: check.data?.errors ?? [],
    warnings: check.data?.warnings ?? [],
    changes: check.data?.changes ?? [],
    isChecking: settled !== json || check.isFetching,
    checkFailure: check.error,
  };
}

/** Whether two contents say the same, in whatever order. */
function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}

/** The document as it is saved; edit it with `useDraft` once it is there. */
export const useDocument = useSavedDocument;

/** What of two versions goes on when somebody keeps theirs: usually everything. */
export type Merge<T> = (mine: T, theirs: T) => T;

/**
 * A copy of a saved document to be edited. A newer version replaces it only while nothing was
 * changed; else saving finds the conflict.
 */
export function useDraft<T>(saved: SavedDocument<T>, merge: Merge<T> = (mine) => mine): Draft<T> {
  const { document } = saved;
  const queries = useQueryClient();
  const [base, setBase] = useState(saved);
  const [content, setContent] = useState(saved.content);
  const [conflict, setConflict] = useState<SavedDocument<T> | null>(null);
  const newest = useRef(saved);
  newest.current = saved;
  const dirty = !isSame(content, base.content);
  const checked = useCheck(document, base.version, content);
  const { refetch } = useSavedDocument<T>(document);

  const goOnWith = (version: SavedDocument<T>) => {
    setBase(version);
    setContent(version.content);
    setConflict(null);
  };
  if (!dirty && saved.version > base.version) {
    goOnWith(saved);
  }

  const saving = useMutation({
    mutationFn: (authorship: Authorship) =>
      saveDocument(document, base.version, content, authorship),
    onSuccess: (answer) => {
      goOnWith(answer);
      return putDocument(queries, answer);
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.kind === "version-conflict") {
        setConflict((await refetch()).data ?? newest.current);
      }
    },
  });
  const refused = saving.error instanceof ApiError ? saving.error.errors : [];

  return {
    document,
    base,
    content,
    change: (next) => {
      saving.reset();
      setContent(next);
    },
    discard: () => {
      saving.reset();
      setContent(base.content);
    },
    dirty,
    ...checked,
    errors: refused.length > 0 ? refused : checked.errors,
    save: (authorship) => saving.mutateAsync(authorship).catch(() => undefined),
    isSaving: saving.isPending,
    saveFailure: conflict || refused.length > 0 ? null : saving.error,
    conflict,
    takeTheirs: () => {
      saving.reset();
      goOnWith(conflict ?? newest.current);
    },
    keepMine: () => {
      const theirs = conflict ?? newest.current;
      saving.reset();
      setBase(theirs);
      setContent(merge(content, theirs.content));
      setConflict(null);
    },
  };
}
