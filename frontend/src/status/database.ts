import type { Condition, Workflow } from "../api/types.ts";
import { useKnownWorkflows } from "../api/workflows.ts";

/** The id of the banner that says why nothing can be done. */
export const DATABASE_BANNER = "database-banner";

/** Without a flow's name, or of every workflow at once, the condition is the whole service's. */
function conditionIn(workflows: Workflow[]): Condition | null {
  const said = workflows
    .map(({ condition }) => condition)
    .filter((condition) => condition?.code === "databaseUnavailable");
  const ofAll = said.length === workflows.length ? said[0] : undefined;
  return said.find((condition) => condition?.flow === null) ?? ofAll ?? null;
}

/** Why the service cannot use its database; null while it can. */
export function useDatabaseCondition(): Condition | null {
  return useKnownWorkflows(conditionIn) ?? null;
}

/** Whether the service cannot use its database, so that nothing can be changed at present. */
export function useDatabaseUnavailable(): boolean {
  return useDatabaseCondition() !== null;
}

/**
 * For the buttons of what needs the database: disabled while it cannot be used, and why; otherwise as
 * they say themselves.
 */
export function useDatabaseGuard(isDisabled = false): {
  isDisabled: boolean;
  "aria-describedby"?: string;
} {
  return useDatabaseUnavailable()
    ? { isDisabled: true, "aria-describedby": DATABASE_BANNER }
    : { isDisabled };
}
