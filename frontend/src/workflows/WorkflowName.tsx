import { Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { workflowName } from "../status/names.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 4, minWidth: 0 });
const name = style({ font: "title", margin: 0 });
const path = style({ font: "ui-sm", color: "neutral-subdued", overflowWrap: "anywhere" });

const MOST_FLOWS = 4;

/** The name as the link to the workflow's page, and what it moves. */
export function WorkflowName({ workflow, level }: { workflow: Workflow; level?: 2 }) {
  const { t } = useTranslation();
  const link = (
    <Link isStandalone isQuiet href={`/workflows/${encodeURIComponent(workflow.id)}`}>
      {workflowName(t, workflow)}
    </Link>
  );
  const enabled = workflow.flows.filter((flow) => flow.enabled);
  const shown = enabled.slice(0, MOST_FLOWS);
  return (
    <div className={stack}>
      {level ? <h2 className={name}>{link}</h2> : <div className={name}>{link}</div>}
      {shown.map((flow) => (
        <span key={flow.id} className={path}>
          {flow.source} → {flow.target}
        </span>
      ))}
      {enabled.length > shown.length && <span className={path}>…</span>}
    </div>
  );
}
