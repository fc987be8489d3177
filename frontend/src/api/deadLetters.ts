import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isMissing, PATIENT, query, request, withBody } from "./client.ts";
import { useFollowing } from "./following.ts";
import type { DeadLetter, DeadLetterDetail, DeadLetterGroup, DeadLetterSource } from "./types.ts";

/** Which dead letters are meant; all of them without any of it. */
export interface DeadLetterFilter {
  workflow?: string;
  flow?: string;
  reasonCode?: string;
  key?: string;
}

export type DeadLetterAction = "replay" | "discard";
export type DeadLetterSelection = { ids: number[] } | DeadLetterFilter;

/** What an action does, or did. */
interface Effect {
  count: number;
  /** Those that a replay leaves, as a newer change has overtaken them. */
  superseded: number;
}

interface Preview extends Effect {
  /** The newest that is meant: what comes later is not touched. */
  upTo: number;
}

interface DeadLetterPage {
  deadLetters: DeadLetter[];
  next: number | null;
}

const PATH = "/dead-letters";
export const DEAD_LETTERS_KEY = "deadLetters";
const PAGE_SIZE = 20;

/** Newest first, page by page. */
export function useDeadLetters(filter: DeadLetterFilter, failed: number, limit = PAGE_SIZE) {
  const { noteReading, refetchInterval } = useFollowing(failed);
  return useInfiniteQuery({
    queryKey: [DEAD_LETTERS_KEY, "list", filter, limit],
    queryFn: ({ pageParam, signal }) => {
      noteReading();
      return request<DeadLetterPage>(`${PATH}${query({ ...filter, limit, before: pageParam })}`, {
        signal,
      });
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval,
  });
}

/** How many there are of each workflow, flow and reason. */
export function useDeadLetterGroups(failed: number) {
  const { noteReading, refetchInterval } = useFollowing(failed);
  return useQuery({
    queryKey: [DEAD_LETTERS_KEY, "groups"],
    queryFn: ({ signal }) => {
      noteReading();
      return request<{ groups: DeadLetterGroup[]; total: number }>(`${PATH}/groups`, { signal });
    },
    refetchInterval,
  });
}

/** One of them, with what it is about. Not kept: it is personal. */
export function useDeadLetter(id: number) {
  return useQuery({
    queryKey: [DEAD_LETTERS_KEY, "one", id],
    queryFn: ({ signal }) => request<DeadLetterDetail>(`${PATH}/${id}`, { signal }),
    retry: (failures, error) => failures < 2 && !isMissing(error),
    gcTime: 0,
  });
}

/** Asks the source, once: it costs a call. Not kept either. */
export function useSourceNow(id: number) {
  return useQuery({
    queryKey: ["deadLetterSource", id],
    queryFn: ({ signal }) =>
      request<DeadLetterSource>(`${PATH}/${id}/source`, { signal, ...PATIENT }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 0,
  });
}

/** How many an action would concern, before it is done. */
export function useDeadLetterPreview(action: DeadLetterAction, selection: DeadLetterSelection) {
  return useQuery({
    queryKey: ["deadLetterPreview", action, selection],
    queryFn: ({ signal }) =>
      request<Preview>(`${PATH}/preview`, {
        ...withBody("POST", { action, selection }),
        signal,
        ...PATIENT,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 0,
  });
}

/** Replays or discards what a preview counted. */
export function useActOnDeadLetters(
  action: DeadLetterAction,
  selection: DeadLetterSelection,
  onSuccess: (effect: Effect) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ upTo }: Preview) =>
      request<Effect>(`${PATH}/${action}`, {
        ...withBody("POST", "ids" in selection ? selection : { ...selection, upTo }),
        ...PATIENT,
      }),
    onSuccess: (effect) => {
      onSuccess(effect);
      // The one that was acted on is gone, and need not be asked for again.
      return Promise.all(
        ["list", "groups"].map((what) =>
          queries.invalidateQueries({ queryKey: [DEAD_LETTERS_KEY, what] }),
        ),
      );
    },
  });
}
