import { Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { workflowName } from "../status/names.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 4, minWidth: 0 });
const name = style({ font: "title", margin: 0 });
const path = style({ font: "ui-sm", color: "neutral-subdued", overflowWrap: "anywhere" });

/** The name as the link to the workflow's page, and what it moves. */
export function WorkflowName({ workflow, level }: { workflow: Workflow; level?: 2 }) {
  const { t } = useTranslation();
  const link = (
    <Link isStandalone isQuiet href={`/workflows/${encodeURIComponent(workflow.id)}`}>
      {workflowName(t, workflow)}
    </Link>
  );
  const flows = workflow.flows.slice(0, 3).map((flow) => `${flow.source} → ${flow.target}`);
  const more = workflow.flows.length > 3 ? ["…"] : [];
  return (
    <div className={stack}>
      {level ? <h2 className={name}>{link}</h2> : <div className={name}>{link}</div>}
      {[...flows, ...more].map((flow) => (
        <span key={flow} className={path}>
          {flow}
        </span>
      ))}
    </div>
  );
}
