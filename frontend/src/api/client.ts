import type { Erasure, ErasurePage, History, LedgerPage, Misfit, Workflow } from "./types.ts";

/** RFC 9457, as the service answers every error. */
interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  remedy?: string;
  errors?: Misfit[];
}

/** The service answered with an error. `message` and `remedy` are sentences for the operator. */
export class ApiError extends Error {
  readonly status: number;
  /** The kind of problem, for instance "version-conflict"; undefined for one without a kind. */
  readonly kind: string | undefined;
  readonly remedy: string | undefined;
  /** What is wrong with a configuration, and where. */
  readonly errors: Misfit[];

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.kind = problem.type?.match(/\/problems\/(.+)$/)?.[1];
    this.remedy = problem.remedy;
    this.errors = problem.errors ?? [];
  }
}

/** A request that hangs longer than this counts as failed, so that nothing waits for ever. */
const TIMEOUT_MILLIS = 15_000;

/** For requests that have the service ask both systems. */
export const PATIENT = { timeoutMillis: 90_000 } as const;

type Request = RequestInit & { timeoutMillis?: number };

/** The body of an answer; undefined for an answer without one. */
export async function request<T>(path: string, init: Request = {}): Promise<T> {
  const body = await text(path, init);
  return (body === "" ? undefined : JSON.parse(body)) as T;
}

/** The same as it came, for what is not JSON. */
export async function text(
  path: string,
  { timeoutMillis = TIMEOUT_MILLIS, ...init }: Request = {},
): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMillis);
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
  return response.text();
}

/** A request with a JSON body. */
export function withBody(method: "POST" | "PUT", body: unknown, headers: HeadersInit = {}) {
  return {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return request<T>(path, body === undefined ? { method: "POST" } : withBody("POST", body));
}

export const segment = encodeURIComponent;

/** What comes behind a path; parameters without a value are left out. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => (value ?? "") !== "");
  return given.length === 0
    ? ""
    : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Whether there is no such thing. */
export function isMissing(error: Error | null): boolean {
  return error instanceof ApiError && error.status === 404;
}

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
