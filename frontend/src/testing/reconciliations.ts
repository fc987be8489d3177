import type { Difference, Reconciliation } from "../api/types.ts";

/** A reconciliation for tests; the arguments say what is special about it. */
export function aReconciliation(special: Partial<Reconciliation> = {}): Reconciliation {
  return {
    id: 12,
    workflow: "ingress",
    flow: "contact",
    status: "COMPLETED",
    trigger: "demand",
    startedAt: "2026-11-24T14:00:00Z",
    endedAt: "2026-11-24T14:21:00Z",
    phase: null,
    source: { read: 3_000, expected: 3_000 },
    target: { read: 2_998, expected: 2_998 },
    eta: null,
    differences: { missing: 2, surplus: 1, different: 1, duplicate: 0 },
    pending: 0,
    fields: [{ field: "email", count: 1 }],
    condition: null,
    cause: null,
    remedy: null,
    ...special,
  };
}

export function aDifference(special: Partial<Difference> = {}): Difference {
  return {
    id: 101,
    key: "k-101",
    kind: "different",
    fields: ["email"],
    target: null,
    state: "open",
    ...special,
  };
}
