import { useInfiniteQuery } from "@tanstack/react-query";
import { request, withBody } from "./client.ts";
import type { Trace, TracedRecord, TraceStep } from "./types.ts";

export type TraceQuestion = { email: string } | { key: string };

const STEPS = 100;
const LOOK_MILLIS = 3_000;

/** Whether the change still waits for its turn. */
export function isPending({ step }: TraceStep): boolean {
  return step === "queued" || step === "held";
}

const stepsOf = ({ records }: Trace) => records.flatMap(({ steps }) => steps);

/** Older steps are those before the oldest that is settled, or before all while none is. */
function before(page: Trace): string | null {
  const steps = stepsOf(page);
  const settled = steps.filter((step) => !isPending(step));
  const oldest = (settled.length > 0 ? settled : steps)
    .map(({ at }) => at)
    .sort((one, other) => Date.parse(one) - Date.parse(other))[0];
  return page.truncated ? (oldest ?? null) : null;
}

/** The records of all pages, each once, with the steps of all of them. */
export function joined(pages: Trace[]): TracedRecord[] {
  const records = new Map<string, TracedRecord>();
  for (const record of pages.flatMap((page) => page.records)) {
    const id = JSON.stringify([record.workflow, record.flow, record.key]);
    const steps = [...(records.get(id)?.steps ?? []), ...record.steps];
    records.set(id, { ...record, ...records.get(id), steps });
  }
  return [...records.values()];
}

/**
 * What is known of a person's or a record's changes; looked at again while one is on its way. It is
 * asked by POST and not kept: neither the question nor the answer is for a log or an address. Each
 * round asks anew, also the same question.
 */
export function useTrace(question: TraceQuestion, round: number) {
  return useInfiniteQuery({
    queryKey: ["trace", question, round],
    queryFn: ({ pageParam, signal }) => {
      const older = pageParam === null ? {} : { before: pageParam };
      const body = { ...question, limit: STEPS, ...older };
      return request<Trace>("/trace", { ...withBody("POST", body), signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: before,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => stepsOf(page).some(isPending)) ? LOOK_MILLIS : false,
  });
}
