import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isMissing, PATIENT, post, query, request, withBody } from "./client.ts";
import { useFollowing } from "./following.ts";
import type { Difference, DifferenceDetail, DifferenceKind, Reconciliation } from "./types.ts";

/** The kinds of differences, in the order in which they are told. */
export const KINDS = [
  "missing",
  "surplus",
  "different",
  "duplicate",
] as const satisfies readonly DifferenceKind[];

/** What has become of a difference. */
export const DIFFERENCE_STATES = ["open", "queued", "repaired"] as const;

/** Which differences are meant; all of them without any of it. */
export interface DifferenceFilter {
  kind?: string;
  field?: string;
  state?: string;
}

export type DifferenceSelection = { ids: number[] } | { kind?: string; field?: string };

/** What a repair does, or did. */
interface Repair {
  count: number;
  writes: number;
  deletions: number;
  /** Those that Tidegate cannot repair. */
  left: number;
}

interface RepairPreview extends Repair {
  /** The newest that is meant: what comes later is not touched. */
  upTo: number;
}

const PATH = "/reconciliations";
export const RECONCILIATIONS_KEY = "reconciliations";
const PAGE_SIZE = 20;
const LOOK_MILLIS = 1_000;
const QUEUED_LOOK_MILLIS = 3_000;

export function isRunning({ status }: Reconciliation): boolean {
  return status === "RUNNING";
}

/** Newest first, page by page; looked at again every second while one is under way. */
export function useReconciliations() {
  return useInfiniteQuery({
    queryKey: [RECONCILIATIONS_KEY, "list"],
    queryFn: ({ pageParam, signal }) =>
      request<{ reconciliations: Reconciliation[]; next: number | null }>(
        `${PATH}${query({ limit: PAGE_SIZE, before: pageParam })}`,
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.reconciliations.some(isRunning)) ? LOOK_MILLIS : false,
  });
}

export function useReconciliation(id: number) {
  return useQuery({
    queryKey: [RECONCILIATIONS_KEY, "one", id],
    queryFn: ({ signal }) => request<Reconciliation>(`${PATH}/${id}`, { signal }),
    retry: (failures, error) => failures < 2 && !isMissing(error),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? LOOK_MILLIS : false),
  });
}

export function useStartReconciliation(onSuccess: (begun: Reconciliation) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (flow: { workflow: string; flow: string }) => post<Reconciliation>(PATH, flow),
    onSuccess: (begun) => {
      onSuccess(begun);
      return queries.invalidateQueries({ queryKey: [RECONCILIATIONS_KEY, "list"] });
    },
  });
}

export function useCancelReconciliation(id: number, onError: (error: Error) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => post<Reconciliation>(`${PATH}/${id}/cancel`),
    onSuccess: (cancelled) => {
      queries.setQueryData([RECONCILIATIONS_KEY, "one", id], cancelled);
      return queries.invalidateQueries({ queryKey: [RECONCILIATIONS_KEY, "list"] });
    },
    onError,
  });
}

/**
 * A reconciliation's differences, page by page; looked at again while more are found, and while one
 * waits for its repair.
 */
export function useDifferences(id: number, filter: DifferenceFilter, found: number) {
  const { noteReading, refetchInterval } = useFollowing(found);
  return useInfiniteQuery({
    queryKey: [RECONCILIATIONS_KEY, "differences", id, filter],
    queryFn: ({ pageParam, signal }) => {
      noteReading();
      return request<{ differences: Difference[]; next: number | null }>(
        `${PATH}/${id}/differences${query({ ...filter, limit: PAGE_SIZE, before: pageParam })}`,
        { signal },
      );
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      refetchInterval() ||
      (state.data?.pages.some((page) => page.differences.some((one) => one.state === "queued"))
        ? QUEUED_LOOK_MILLIS
        : false),
  });
}

/** Asks both systems, once: it costs calls. Not kept, as it is personal. */
export function useDifferenceNow(id: number, difference: number) {
  return useQuery({
    queryKey: ["difference", id, difference],
    queryFn: ({ signal }) =>
      request<DifferenceDetail>(`${PATH}/${id}/differences/${difference}`, { signal, ...PATIENT }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 0,
  });
}

/** What a repair would do, before it is done. */
export function useRepairPreview(id: number, selection: DifferenceSelection) {
  return useQuery({
    queryKey: ["repairPreview", id, selection],
    queryFn: ({ signal }) =>
      request<RepairPreview>(`${PATH}/${id}/repair/preview`, {
        ...withBody("POST", selection),
        signal,
        ...PATIENT,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 0,
  });
}

/** Repairs what a preview counted. */
export function useRepair(
  id: number,
  selection: DifferenceSelection,
  onSuccess: (repair: Repair) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ upTo }: RepairPreview) =>
      request<Repair>(`${PATH}/${id}/repair`, {
        ...withBody("POST", "ids" in selection ? selection : { ...selection, upTo }),
        ...PATIENT,
      }),
    onSuccess: (repair) => {
      onSuccess(repair);
      return queries.invalidateQueries({ queryKey: [RECONCILIATIONS_KEY, "differences", id] });
    },
  });
}
