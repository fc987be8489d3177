import type { TFunction } from "i18next";
import { DIFFERENCE_STATES, type DifferenceFilter, KINDS } from "../api/reconciliations.ts";
import type { Reconciliation, ReconciliationProgress, Workflow } from "../api/types.ts";
import type { Format } from "../format/format.ts";
import { known } from "../status/names.ts";

const STATUSES = ["RUNNING", "COMPLETED", "CANCELLED", "FAILED"] as const;
export const PHASES = [
  "counting",
  "readingSource",
  "readingTarget",
  "comparing",
  "confirming",
] as const;
const TRIGGERS = ["demand", "schedule"] as const;

export type Status = (typeof STATUSES)[number];

export const statusOf = (status: string): Status | undefined => known(STATUSES, status);

/** In the page's language; the service's own word for one that the page does not know. */
export function statusName(t: TFunction, status: string): string {
  const name = known(STATUSES, status);
  return name ? t(`reconciliations.status.${name}`) : status;
}

export function triggerName(t: TFunction, trigger: string): string {
  const name = known(TRIGGERS, trigger);
  return name ? t(`reconciliations.trigger.${name}`) : trigger;
}

export function kindName(t: TFunction, kind: string): string {
  const name = known(KINDS, kind);
  return name ? t(`reconciliations.kind.${name}`) : kind;
}

export function stateName(t: TFunction, state: string): string {
  const name = known(DIFFERENCE_STATES, state);
  return name ? t(`reconciliations.state.${name}`) : state;
}

/** What it does at present, and which of its steps that is. */
export function phaseText(t: TFunction, phase: string | null): string {
  const name = known(PHASES, phase);
  return name
    ? t("reconciliations.phaseOf", {
        phase: t(`reconciliations.phase.${name}`),
        step: PHASES.indexOf(name) + 1,
        steps: PHASES.length,
      })
    : t("reconciliations.phase.waiting");
}

export function total({ differences }: Reconciliation): number {
  return KINDS.reduce((sum, kind) => sum + differences[kind], 0);
}

/** "3 missing · 2 different"; undefined where nothing differs. */
export function summary(t: TFunction, format: Format, reconciliation: Reconciliation) {
  const { differences } = reconciliation;
  const found = KINDS.filter((kind) => differences[kind] > 0).map((kind) =>
    t(`reconciliations.count.${kind}`, {
      count: differences[kind],
      formatted: format.count(differences[kind]),
    }),
  );
  return found.length === 0 ? undefined : found.join(" · ");
}

/** What it means that nothing is found. */
export function nothingFound(t: TFunction, status: string): string {
  const name = known(["RUNNING", "COMPLETED"] as const, status) ?? "ended";
  return t(`reconciliations.nothing.${name}`);
}

/** How long it took, or takes by now, in seconds. */
export function seconds({ startedAt, endedAt }: Reconciliation, now = Date.now()): number {
  return ((endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt)) / 1000;
}

/** When it will probably be done. */
export function etaText(t: TFunction, format: Format, eta: string | null, now = Date.now()) {
  if (eta === null) {
    return t("reconciliations.etaUnknown");
  }
  const left = (Date.parse(eta) - now) / 1000;
  return left < 3
    ? t("reconciliations.etaSoon")
    : t("reconciliations.eta", { duration: format.duration(left) });
}

/** How much of one side is read, from 0 to 100; what arrives meanwhile makes it no more than all. */
export function percentage({ read, expected }: ReconciliationProgress): number {
  return expected === null || expected === 0 ? 0 : Math.min(100, (read / expected) * 100);
}

/** "12,340 of 48,000" */
export function readText(
  t: TFunction,
  format: Format,
  { read, expected }: ReconciliationProgress,
): string {
  return expected === null
    ? format.count(read)
    : t("reconciliations.readOf", {
        read: format.count(read),
        expected: format.count(expected),
      });
}

const LEFT_KINDS = ["duplicate", "surplus"] as const;

/** Which kinds of the chosen ones Tidegate does not repair, or not always. */
export function leftKinds(kinds: readonly string[]) {
  return LEFT_KINDS.filter((kind) => kinds.length === 0 || kinds.includes(kind));
}

/** The workflow whose flows can be compared: both sides have the same records there. */
export const COMPARABLE = "ingress";

/** The flows that can be compared, as the workflows' views say. */
export function comparableFlows(workflows: Workflow[]): string[] {
  return workflows
    .filter(({ id }) => id === COMPARABLE)
    .flatMap(({ flows }) => flows.map(({ id }) => id));
}

/** The page of a reconciliation, with the differences that fit a filter. */
export function reconciliationHref(id: number, filter: DifferenceFilter = {}): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const search = given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
  return `/reconciliations/${id}${search}`;
}
