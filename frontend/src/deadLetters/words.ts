import type { TFunction } from "i18next";
import type { DeadLetterFilter } from "../api/deadLetters.ts";
import type { Workflow } from "../api/types.ts";
import { known, workflowName } from "../status/names.ts";

const REASON_CODES = [
  "refused",
  "unmappable",
  "poison",
  "missingParent",
  "severalMatches",
  "unreadable",
  "childrenRemain",
  "missingContact",
] as const;

/** The reason in the page's language; its code for one that the page does not know. */
export function reasonName(t: TFunction, code: string): string {
  const reason = known(REASON_CODES, code);
  return reason ? t(`deadLetters.reasonCode.${reason}`) : code;
}

/** The name of a workflow of which only the id is known. */
export function workflowNameOf(t: TFunction, id: string): string {
  return workflowName(t, { id, name: id });
}

/** What was to be done with the record, as a key of the page's texts. */
export function operationKey(operation: string): "deadLetters.DELETE" | "deadLetters.UPSERT" {
  return operation === "DELETE" ? "deadLetters.DELETE" : "deadLetters.UPSERT";
}

/** How many dead letters there are now, as the workflows' views say: pushed, so always new. */
export function failedOf({ workflow, flow }: DeadLetterFilter) {
  return (workflows: Workflow[]): number =>
    workflows
      .filter(({ id }) => workflow === undefined || id === workflow)
      .flatMap(({ flows }) => flows)
      .filter(({ id }) => flow === undefined || id === flow)
      .reduce((sum, { failed }) => sum + failed, 0);
}

/** The page of the dead letters that fit a filter. */
export function lettersHref({ workflow, flow, reasonCode }: DeadLetterFilter = {}): string {
  const given = Object.entries({ workflow, flow, reasonCode }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length === 0 ? "/dead-letters" : `/dead-letters?${new URLSearchParams(given)}`;
}
