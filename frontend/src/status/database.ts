import type { Workflow } from "../api/types.ts";
import { useWorkflows } from "../api/workflows.ts";

/** The id of the banner that says why nothing can be done. */
export const DATABASE_BANNER = "database-banner";

/** Without a flow's name, or of every workflow at once, the condition is the whole service's. */
function isUnavailable(workflows: Workflow[]): boolean {
  const said = workflows.filter(({ condition }) => condition?.code === "databaseUnavailable");
  return (
    said.some(({ condition }) => condition?.flow === null) ||
    (said.length > 0 && said.length === workflows.length)
  );
}

/** Whether the service has lost its database, so that nothing can be changed at present. */
export function useDatabaseUnavailable(): boolean {
  return useWorkflows(isUnavailable).data ?? false;
}

/** For the buttons of what needs the database: disabled while it does not answer, and why. */
export function useDatabaseGuard(): { isDisabled: boolean; "aria-describedby"?: string } {
  const isDisabled = useDatabaseUnavailable();
  return isDisabled ? { isDisabled, "aria-describedby": DATABASE_BANNER } : { isDisabled };
}
