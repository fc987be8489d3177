import { Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { flowName, workflowName } from "../status/names.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 4, minWidth: 0 });
const name = style({ font: "title", margin: 0 });
const path = style({ font: "ui-sm", color: "neutral-subdued", overflowWrap: "anywhere" });

const MOST_PATHS = 2;
const MOST_NAMES = 6;

/** What its flows move: from where to where while they are few, their names where they are many. */
function Moves({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const enabled = workflow.flows.filter((flow) => flow.enabled);
  const off = workflow.flows.length - enabled.length;
  const names = enabled.slice(0, MOST_NAMES).map((flow) => flowName(t, flow.id));
  return (
    <>
      {workflow.flows.length <= MOST_PATHS ? (
        enabled.map((flow) => (
          <span key={flow.id} className={path}>
            {flow.source} → {flow.target}
          </span>
        ))
      ) : (
        <span className={path}>
          {[...names, ...(enabled.length > MOST_NAMES ? ["…"] : [])].join(" · ")}
        </span>
      )}
      {off > 0 && (
        <span className={path}>
          {t("workflows.flowsOff", { count: off, formatted: count(off) })}
        </span>
      )}
    </>
  );
}

/** The name as the link to the workflow's page, and what it moves. */
export function WorkflowName({ workflow, level }: { workflow: Workflow; level?: 2 }) {
  const { t } = useTranslation();
  const link = (
    <Link isStandalone isQuiet href={`/workflows/${encodeURIComponent(workflow.id)}`}>
      {workflowName(t, workflow)}
    </Link>
  );
  return (
    <div className={stack}>
      {level ? <h2 className={name}>{link}</h2> : <div className={name}>{link}</div>}
      <Moves workflow={workflow} />
    </div>
  );
}
