import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Filter, IngressFlow } from "../ingress/model/flow.ts";
import type { Entity, EntitySummary, Resource, ResourceSummary } from "../ingress/model/schema.ts";
import { PATIENT, request, segment, withBody } from "./client.ts";

const SCHEMA = "schema";
/** Discovery is cached by the service too; what changed meanwhile is fetched by "refresh". */
const FRESH_MILLIS = 600_000;

function useSchema<T>(path: string | undefined, pick: (answer: never) => T) {
  return useQuery({
    queryKey: [SCHEMA, path],
    queryFn: async ({ signal }) =>
      pick((await request(`/schema/${path}`, { signal, ...PATIENT })) as never),
    enabled: path !== undefined,
    staleTime: FRESH_MILLIS,
    retry: false,
  });
}

const same = <T>(answer: T): T => answer;

export function useEntities() {
  return useSchema("dynamics/entities", (answer: { entities: EntitySummary[] }) => answer.entities);
}

export function useEntity(name: string | undefined) {
  return useSchema<Entity>(name && `dynamics/entities/${segment(name)}`, same);
}

export function useResources() {
  return useSchema(
    "campaign/resources",
    (answer: { resources: ResourceSummary[] }) => answer.resources,
  );
}

export function useResource(name: string | undefined) {
  return useSchema<Resource>(name && `campaign/resources/${segment(name)}`, same);
}

/** Has the service read both schemas of a mapping anew, past its own cache. */
export function useRefreshSchema(entity: string, resource: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const paths = [
        `dynamics/entities/${segment(entity)}`,
        `campaign/resources/${segment(resource)}`,
      ];
      await Promise.all(
        paths.map(async (path) =>
          queries.setQueryData(
            [SCHEMA, path],
            await request(`/schema/${path}?refresh=true`, PATIENT),
          ),
        ),
      );
    },
  });
}

export interface Suggestion {
  flow: IngressFlow;
  /** Why, by target. */
  reasons: Record<string, string>;
}

export function useSuggestion(entity: string | null, resource: string | null) {
  return useQuery({
    queryKey: ["suggestion", entity, resource],
    queryFn: ({ signal }) =>
      request<Suggestion>("/mappings/suggest", {
        ...withBody("POST", { entity, resource }),
        signal,
        ...PATIENT,
      }),
    enabled: entity !== null && resource !== null,
    staleTime: FRESH_MILLIS,
    gcTime: 0,
    retry: false,
  });
}

export interface TriedField {
  target: string;
  source?: string | null;
  before: unknown;
  after: unknown;
  problem?: string | null;
}
export interface TriedRecord {
  key: string;
  filteredOut: boolean;
  problem?: string | null;
  fields: TriedField[];
}
export interface Trial {
  flow: IngressFlow;
  records: 1 | 10;
  ids?: string[];
}

/** Maps real records without writing. What comes back is personal: it is kept nowhere. */
export function useTry() {
  return useMutation({
    mutationFn: async (trial: Trial) =>
      (
        await request<{ records: TriedRecord[] }>("/mappings/try", {
          ...withBody("POST", trial),
          ...PATIENT,
        })
      ).records,
    gcTime: 0,
  });
}

export type ReplaySelection =
  | { kind: "all" }
  | { kind: "since"; since: string }
  | { kind: "ids"; ids: string[] }
  | { kind: "filter"; filter: Filter };

const replayPath = (workflow: string, flow: string) =>
  `/workflows/${segment(workflow)}/flows/${segment(flow)}/replay`;

/** How many records a replay would read; `exact` is false for a count that was given up. */
export function useReplayCount(workflow: string, flow: string, selection: ReplaySelection | null) {
  return useQuery({
    queryKey: ["replayCount", workflow, flow, selection],
    queryFn: ({ signal }) =>
      request<{ records: number; exact: boolean }>(`${replayPath(workflow, flow)}/preview`, {
        ...withBody("POST", selection),
        signal,
        ...PATIENT,
      }),
    enabled: selection !== null,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

export function useReplaySelection(
  workflow: string,
  flow: string,
  outcome: { onSuccess: () => void; onError: (error: Error) => void },
) {
  return useMutation({
    mutationFn: (selection: ReplaySelection) =>
      request<unknown>(replayPath(workflow, flow), withBody("POST", selection)),
    onSuccess: outcome.onSuccess,
    onError: outcome.onError,
  });
}
