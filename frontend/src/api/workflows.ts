import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import {
  type Decision,
  deadLetters,
  decideDeletions,
  history,
  listWorkflows,
  replayFlow,
  startWorkflow,
  stopWorkflow,
} from "./client.ts";
import type { Workflow } from "./types.ts";

const WORKFLOWS = ["workflows"] as const;
export const HISTORY_KEY = "history";
export const DEAD_LETTERS_KEY = "deadLetters";

/** A snapshot from the service replaces everything. */
export function putWorkflows(queries: QueryClient, workflows: Workflow[]): void {
  queries.setQueryData<Workflow[]>(WORKFLOWS, workflows);
}

/** One workflow as it is now; one that was not known before is added. */
export function putWorkflow(queries: QueryClient, workflow: Workflow): void {
  queries.setQueryData<Workflow[]>(WORKFLOWS, (known = []) =>
    known.some(({ id }) => id === workflow.id)
      ? known.map((old) => (old.id === workflow.id ? workflow : old))
      : [...known, workflow],
  );
}

/**
 * The answer to start or stop is the service's word too, but the websocket may have brought a later
 * one already: the later change of status wins.
 */
function putAnswer(queries: QueryClient, answer: Workflow): void {
  const known = queries
    .getQueryData<Workflow[]>(WORKFLOWS)
    ?.find((workflow) => workflow.id === answer.id);
  if (!known || Date.parse(answer.since) > Date.parse(known.since)) {
    putWorkflow(queries, answer);
  }
}

/** All workflows: asked for once by REST, then kept up to date by the websocket. */
export function useWorkflows() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: WORKFLOWS,
    queryFn: async ({ signal }) => {
      const asked = Date.now();
      const answer = await listWorkflows(signal);
      const state = queries.getQueryState<Workflow[]>(WORKFLOWS);
      // The websocket was faster: its word is at least as new.
      return state?.data && state.dataUpdatedAt >= asked ? state.data : answer;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * What to do when an answer is there, also when the component that asked is gone by then: what was
 * asked for may be what removes it.
 */
interface Outcome<Variables> {
  onSuccess?: (variables: Variables) => void;
  onError: (error: Error, variables: Variables) => void;
}

export function useToggle(workflow: Workflow, outcome: Outcome<"start" | "stop">) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: "start" | "stop") =>
      action === "start" ? startWorkflow(workflow.id) : stopWorkflow(workflow.id),
    onSuccess: (answer) => putAnswer(queries, answer),
    onError: outcome.onError,
  });
}

export function useReplay(workflow: Workflow, outcome: Outcome<string>) {
  return useMutation({
    mutationFn: (flow: string) => replayFlow(workflow.id, flow),
    onSuccess: (_answer, flow) => outcome.onSuccess?.(flow),
    onError: outcome.onError,
  });
}

interface DeletionDecision {
  flow: string;
  decision: Decision;
}

export function useDecideDeletions(workflow: Workflow, outcome: Outcome<DeletionDecision>) {
  return useMutation({
    mutationFn: ({ flow, decision }: DeletionDecision) =>
      decideDeletions(workflow.id, flow, decision),
    onSuccess: (_answer, decision) => outcome.onSuccess?.(decision),
    onError: outcome.onError,
  });
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: [HISTORY_KEY, id],
    queryFn: ({ signal }) => history(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

const DEAD_LETTERS_MILLIS = 2_000;

/**
 * Newest first, page by page. Read again while `failed`, which is pushed, differs from what it was
 * at the last reading; in a flood of refusals not more often than every two seconds.
 */
export function useDeadLetters(id: string, failed: number) {
  const counted = useRef(failed);
  const latest = useRef(failed);
  latest.current = failed;
  return useInfiniteQuery({
    queryKey: [DEAD_LETTERS_KEY, id],
    queryFn: ({ pageParam, signal }) => {
      counted.current = latest.current;
      return deadLetters(id, pageParam, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: () => (counted.current === latest.current ? false : DEAD_LETTERS_MILLIS),
  });
}
