import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { WorkflowCondition } from "../status/ConditionLine.tsx";
import { FailureAlert } from "../status/FailureAlert.tsx";
import { Backlog, Rates } from "../status/Figures.tsx";
import { StartStop } from "../status/StartStop.tsx";
import { StatusBadge } from "../status/StatusBadge.tsx";
import { card, cardGrid, cardHead, plainList, term, value } from "../theme/surfaces.ts";
import { Trend } from "../workflow/Trend.tsx";
import { WorkflowName } from "./WorkflowName.tsx";

/** The workflows table for a narrow window. */
export function WorkflowCards({ workflows }: { workflows: Workflow[] }) {
  const { t } = useTranslation();
  return (
    <ul className={plainList}>
      {workflows.map((workflow) => (
        <li key={workflow.id} className={card} data-workflow={workflow.id}>
          <div className={cardHead}>
            <WorkflowName workflow={workflow} level={2} />
            <StatusBadge status={workflow.status} />
          </div>
          <dl className={cardGrid}>
            <div>
              <dt className={term}>{t("workflows.backlog")}</dt>
              <dd className={value}>
                <Backlog workflow={workflow} />
              </dd>
            </div>
            <div>
              <dt className={term}>{t("workflows.rates")}</dt>
              <dd className={value}>
                <Rates flows={workflow.flows} />
              </dd>
            </div>
          </dl>
          <Trend workflow={workflow} />
          {workflow.failure ? (
            <FailureAlert failure={workflow.failure} level={3} />
          ) : (
            <WorkflowCondition workflow={workflow} />
          )}
          <StartStop workflow={workflow} size="L" />
        </li>
      ))}
    </ul>
  );
}
