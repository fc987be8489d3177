import type {
  DeadLetterPage,
  Erasure,
  ErasurePage,
  History,
  LedgerPage,
  Workflow,
} from "./types.ts";

/** RFC 9457, as the service answers every error. */
interface Problem {
  title?: string;
  detail?: string;
  remedy?: string;
}

/** The service answered with an error. `message` and `remedy` are sentences for the operator. */
export class ApiError extends Error {
  readonly status: number;
  readonly remedy: string | undefined;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.remedy = problem.remedy;
  }
}

/** A request that hangs longer than this counts as failed, so that nothing waits for ever. */
const TIMEOUT_MILLIS = 15_000;

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const response = await fetch(`/api/v1${path}`, {
    ...init,
    headers: { Accept: "application/json", ...init.headers },
    signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
  });
  if (!response.ok) {
    // A proxy's error has no problem body; its status says enough then.
    const problem: Problem = await response.json().catch(() => ({}));
    throw new ApiError(response.status, problem);
  }
  const body = await response.text();
  return (body === "" ? undefined : JSON.parse(body)) as T;
}

function post<T>(path: string, body?: unknown): Promise<T> {
  if (body === undefined) {
    return request<T>(path, { method: "POST" });
  }
  return request<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

const segment = encodeURIComponent;

export async function listWorkflows(signal: AbortSignal): Promise<Workflow[]> {
  return (await request<{ workflows: Workflow[] }>("/workflows", { signal })).workflows;
}

export function startWorkflow(id: string): Promise<Workflow> {
  return post(`/workflows/${segment(id)}/start`);
}

export function stopWorkflow(id: string): Promise<Workflow> {
  return post(`/workflows/${segment(id)}/stop`);
}

export function history(id: string, signal: AbortSignal): Promise<History> {
  return request(`/workflows/${segment(id)}/history`, { signal });
}

/** The query for a page of a list: the newest entries, or those after another page. */
const page = (before: number | null) => `?limit=20${before === null ? "" : `&before=${before}`}`;

export function deadLetters(
  id: string,
  before: number | null,
  signal: AbortSignal,
): Promise<DeadLetterPage> {
  return request(`/workflows/${segment(id)}/dead-letters${page(before)}`, { signal });
}

export function replayFlow(id: string, flow: string): Promise<unknown> {
  return post(`/workflows/${segment(id)}/flows/${segment(flow)}/replay`);
}

export type Decision = "approve" | "reject";

export function decideDeletions(id: string, flow: string, decision: Decision): Promise<unknown> {
  return post(`/workflows/${segment(id)}/flows/${segment(flow)}/deletions`, { decision });
}

export function consentLedger(
  person: string,
  before: number | null,
  signal: AbortSignal,
): Promise<LedgerPage> {
  return request(`/consent/${segment(person)}/ledger${page(before)}`, { signal });
}

export function erasures(before: number | null, signal: AbortSignal): Promise<ErasurePage> {
  return request(`/privacy/erasures${page(before)}`, { signal });
}

export function erasePerson(person: string): Promise<Erasure> {
  return post("/privacy/erasures", { person });
}
