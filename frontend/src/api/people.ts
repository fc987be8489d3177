import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { consentLedger, erasePerson, erasures } from "./client.ts";
import type { Erasure } from "./types.ts";

/** What was decided of a person's consent, newest first, page by page. Not kept: it is personal. */
export function useConsentLedger(person: string) {
  return useInfiniteQuery({
    queryKey: ["consentLedger", person],
    queryFn: ({ pageParam, signal }) => consentLedger(person, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    gcTime: 0,
  });
}

const ERASURES = ["erasures"] as const;
const LOOK_MILLIS = 2_000;

/** The proofs of all erasures, newest first; looked at again while one is under way. */
export function useErasures() {
  return useInfiniteQuery({
    queryKey: ERASURES,
    queryFn: ({ pageParam, signal }) => erasures(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.erasures.some(isUnderWay)) ? LOOK_MILLIS : false,
  });
}

export function isUnderWay(erasure: Erasure): boolean {
  return erasure.completedAt === null;
}

export function useErasePerson(outcome: {
  onSuccess: () => void;
  onError: (error: Error) => void;
}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: erasePerson,
    onSuccess: async () => {
      outcome.onSuccess();
      await queries.invalidateQueries({ queryKey: ERASURES });
    },
    onError: outcome.onError,
  });
}
