import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
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

export function useToggle(workflow: Workflow) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: "start" | "stop") =>
      action === "start" ? startWorkflow(workflow.id) : stopWorkflow(workflow.id),
    onSuccess: (answer) => putAnswer(queries, answer),
  });
}

export function useReplay(workflow: Workflow) {
  return useMutation({ mutationFn: (flow: string) => replayFlow(workflow.id, flow) });
}

export function useDecideDeletions(workflow: Workflow) {
  return useMutation({
    mutationFn: ({ flow, decision }: { flow: string; decision: Decision }) =>
      decideDeletions(workflow.id, flow, decision),
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

/** Newest first, page by page; read anew whenever the number of dead letters changes. */
export function useDeadLetters(id: string, failed: number) {
  return useInfiniteQuery({
    queryKey: [DEAD_LETTERS_KEY, id, failed],
    queryFn: ({ pageParam, signal }) => deadLetters(id, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
    staleTime: 10_000,
  });
}
