import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  type Decision,
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

function workflowsQuery(queries: QueryClient) {
  return queryOptions({
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

/** All workflows: asked for once by REST, then kept up to date by the websocket. */
export function useWorkflows() {
  return useQuery(workflowsQuery(useQueryClient()));
}

/** Something about the workflows, as far as they are known; asks for nothing itself. */
export function useKnownWorkflows<T>(select: (workflows: Workflow[]) => T): T | undefined {
  return useQuery({ ...workflowsQuery(useQueryClient()), select, enabled: false }).data;
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
