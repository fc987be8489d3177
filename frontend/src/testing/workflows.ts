import type { Condition, Flow, Workflow } from "../api/types.ts";

/** A running workflow for tests; the arguments say what is special about it. */
export function aWorkflow(special: Partial<Workflow> = {}): Workflow {
  const flows = special.flows ?? [aFlow({ backlog: special.backlog ?? 12_340 })];
  return {
    id: "ingress",
    name: "Microsoft Dynamics 365 to Campaign",
    status: "RUNNING",
    backlog: flows.reduce((sum, flow) => sum + flow.backlog, 0),
    changesPending: false,
    condition: null,
    failure: null,
    since: "2026-11-24T13:00:00Z",
    ...special,
    flows,
  };
}

export function aFlow(special: Partial<Flow> = {}): Flow {
  return {
    id: "contact",
    source: "Dynamics 365 · contact",
    target: "Campaign · profile",
    enabled: true,
    backlog: 12_340,
    readPerSecond: 0,
    writtenPerSecond: 68.5,
    read: 100_000,
    written: 87_660,
    failed: 0,
    waiting: 0,
    lastWrittenAt: "2026-11-24T14:00:00Z",
    etaSeconds: 180,
    condition: null,
    ...special,
  };
}

export function aCondition(special: Partial<Condition> = {}): Condition {
  return {
    code: "throttled",
    system: "campaign",
    flow: "contact",
    message: "Campaign asked for a pause until 14:05:12.",
    attempt: 0,
    until: "2026-11-24T14:05:12Z",
    since: "2026-11-24T14:04:42Z",
    ...special,
  };
}
