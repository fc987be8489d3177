import type { DeadLetterDetail } from "../api/types.ts";

/** A dead letter for tests; the arguments say what is special about it. */
export function aDeadLetter(special: Partial<DeadLetterDetail> = {}): DeadLetterDetail {
  return {
    id: 7,
    workflow: "ingress",
    flow: "contact",
    key: "7f1c9a00-52b1-4d0e-9c3a-00abcdef0000",
    operation: "UPSERT",
    reasonCode: "refused",
    reason: "firstName takes 30 characters.",
    attempts: 2,
    at: "2026-11-24T14:00:00Z",
    superseded: false,
    answer: "400 firstName too long",
    queued: { firstName: "Wilhelmina" },
    links: [],
    ...special,
  };
}
