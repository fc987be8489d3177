import type { TFunction } from "i18next";
import type { TracedRecord, TraceStep } from "../api/types.ts";
import { known, systemName } from "../status/names.ts";

const DIRECTIONS = ["dynamicsToCampaign", "campaignToDynamics", "consent"] as const;
export const STEPS = [
  "queued",
  "written",
  "unchanged",
  "deleted",
  "refused",
  "waiting",
  "held",
] as const;

/** Which way the record goes; the service's own word for one that the page does not know. */
export function directionName(t: TFunction, direction: string): string {
  const name = known(DIRECTIONS, direction);
  return name ? t(`trace.direction.${name}`) : direction;
}

/** The system that the record is written to. */
export function targetName(t: TFunction, { direction, flow }: TracedRecord): string {
  switch (direction === "consent" ? flow : direction) {
    case "dynamicsToCampaign":
    case "from-dynamics":
      return systemName(t, "campaign");
    case "campaignToDynamics":
    case "from-campaign":
      return systemName(t, "dynamics");
    default:
      return systemName(t, null);
  }
}

/** The answer of a change that was written together with a newer one. */
export const MERGED = "merged";

/** How a record was written. */
const WRITTEN_HOW = ["created", "updated"] as const;

/** What happened, as a sentence. */
export function stepSentence(t: TFunction, { step, answer }: TraceStep, record: TracedRecord) {
  const how = step === "written" ? known(WRITTEN_HOW, answer) : undefined;
  const name = how ?? known(STEPS, step);
  return name ? t(`trace.step.${name}`, { system: targetName(t, record) }) : step;
}

/** What the answer says beyond that; null for nothing. */
export function furtherAnswer({ step, answer }: TraceStep): string | null {
  const isSaid = (step === "written" && known(WRITTEN_HOW, answer)) || answer === MERGED;
  return isSaid ? null : answer;
}
