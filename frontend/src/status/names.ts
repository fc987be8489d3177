import type { TFunction } from "i18next";
import type { Condition, Failure, Workflow } from "../api/types.ts";
import type { Format } from "../format/format.ts";

const KNOWN_WORKFLOWS = ["ingress", "egress", "consent"] as const;
const KNOWN_FLOWS = [
  "email-send",
  "email-open",
  "email-click",
  "email-bounce",
  "from-dynamics",
  "from-campaign",
] as const;
const KNOWN_SYSTEMS = ["dynamics", "campaign", "database"] as const;

export function known<T extends string>(names: readonly T[], name: string | null): T | undefined {
  return names.find((one) => one === name);
}

/** The workflow's name in the page's language; the service's own for one that it does not know. */
export function workflowName(t: TFunction, workflow: Pick<Workflow, "id" | "name">): string {
  const id = known(KNOWN_WORKFLOWS, workflow.id);
  return id ? t(`workflow.${id}`) : workflow.name;
}

/** What a flow is called; those that carry a table have its name in every language. */
export function flowName(t: TFunction, id: string): string {
  const flow = known(KNOWN_FLOWS, id);
  return flow ? t(`flowName.${flow}`) : id;
}

export function systemName(t: TFunction, system: string | null): string {
  return t(`system.${known(KNOWN_SYSTEMS, system) ?? "other"}`);
}

/**
 * What a condition means, as a sentence in the page's language.
 *
 * @param waiting the records its flow has set aside
 */
export function conditionSentence(
  t: TFunction,
  condition: Condition,
  { time, count }: Pick<Format, "time" | "count">,
  waiting: number,
): string {
  const { code, attempt, until, flow } = condition;
  const system = systemName(t, condition.system);
  switch (code) {
    case "throttled":
      return until
        ? t("condition.throttledUntil", { system, time: time(until) })
        : t("condition.throttled", { system });
    case "retrying":
      return until
        ? t("condition.retryingUntil", { system, attempt, time: time(until) })
        : t("condition.retrying", { system, attempt });
    case "resynchronising":
      return t("condition.resynchronising", { flow: flow ? flowName(t, flow) : system });
    case "indexing":
      return t("condition.indexing", { system });
    case "databaseUnavailable":
      return t("condition.databaseUnavailable");
    case "deletionsHeld":
      return t("condition.deletionsHeld");
    case "waitingForContacts":
      return t("condition.waitingForContacts", { count: waiting, formatted: count(waiting) });
    case "waitingForParents":
      return t("condition.waitingForParents", { count: waiting, formatted: count(waiting) });
    case "schemaMismatch":
      return t("condition.schemaMismatch");
    case "fileIncomplete":
      return t("condition.fileIncomplete");
    case "fileUnreadable":
      return t("condition.fileUnreadable");
    default:
      return condition.message;
  }
}

export function failureTitle(t: TFunction, failure: Failure): string {
  switch (failure.code) {
    case "unusable":
      return t("failure.unusable", { system: systemName(t, failure.system) });
    case "schemaMismatch":
      return t("failure.schemaMismatch");
    case "restartsExhausted":
      return t("failure.restartsExhausted");
    default:
      return t("failure.other");
  }
}
