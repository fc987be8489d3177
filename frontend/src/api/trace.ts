import { useQuery } from "@tanstack/react-query";
import { request, withBody } from "./client.ts";

export type Direction = "dynamicsToCampaign" | "campaignToDynamics" | "consent";

/** What happened to one change of a record. */
export interface TraceStep {
  at: string;
  step: string;
  operation: string;
  readAt: string | null;
  position: number | null;
  lane: number | null;
  /** The version of the workflow's document that it was mapped by. */
  version: number | null;
  attempts: number;
  /** What the target said, shortened. */
  answer: string | null;
  /** The id of the dead letter that it became. */
  deadLetter: number | null;
  /** Of one that is queued: how many records are before it, and when it is expected to be written. */
  ahead: number | null;
  eta: string | null;
}

/** One record's journey, newest step first. */
export interface TracedRecord {
  workflow: string;
  flow: string;
  direction: string;
  /** Its key at the source. */
  key: string;
  /** Its address at the target. */
  target: string | null;
  steps: TraceStep[];
}

export interface Trace {
  records: TracedRecord[];
  /** Whether there are more steps than were asked for. */
  truncated: boolean;
}

export type TraceQuestion = { email: string } | { key: string };

const LOOK_MILLIS = 3_000;

const isPending = ({ step }: TraceStep) => step === "queued" || step === "held";

/**
 * What is known of a person's or a record's changes; looked at again while one is on its way. It is
 * asked by POST and not kept: neither the question nor the answer is for a log or an address.
 */
export function useTrace(question: TraceQuestion, limit: number) {
  return useQuery({
    queryKey: ["trace", question, limit],
    queryFn: ({ signal }) =>
      request<Trace>("/trace", { ...withBody("POST", { ...question, limit }), signal }),
    gcTime: 0,
    placeholderData: (before, last) =>
      JSON.stringify(last?.queryKey[1]) === JSON.stringify(question) ? before : undefined,
    refetchInterval: ({ state }) =>
      state.data?.records.some(({ steps }) => steps.some(isPending)) ? LOOK_MILLIS : false,
  });
}
