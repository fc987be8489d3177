import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { WorkflowCondition } from "../status/ConditionLine.tsx";
import { FailureAlert } from "../status/FailureAlert.tsx";
import { Backlog, Rates } from "../status/Figures.tsx";
import { StartStop } from "../status/StartStop.tsx";
import { StatusBadge } from "../status/StatusBadge.tsx";
import { StatusSince } from "../status/StatusSince.tsx";
import { cell, headCell, table } from "../theme/surfaces.ts";
import { Trend } from "../workflow/Trend.tsx";
import { WorkflowName } from "./WorkflowName.tsx";

const name = style({ minWidth: 192 });
const condition = style({ minWidth: 160, maxWidth: 384 });

export function WorkflowsTable({ workflows }: { workflows: Workflow[] }) {
  const { t } = useTranslation();
  return (
    <table className={table}>
      <caption className="visually-hidden">{t("workflows.title")}</caption>
      <thead>
        <tr>
          <th scope="col" className={headCell({})}>
            {t("workflows.name")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.status")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.backlog")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.trend")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.rates")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.condition")}
          </th>
          <th scope="col" className={headCell({})}>
            {t("workflows.actions")}
          </th>
        </tr>
      </thead>
      <tbody>
        {workflows.map((workflow) => (
          <Fragment key={workflow.id}>
            <tr data-workflow={workflow.id}>
              <th scope="row" className={cell({})}>
                <div className={name}>
                  <WorkflowName workflow={workflow} />
                </div>
              </th>
              <td className={cell({})}>
                <StatusBadge status={workflow.status} />
                <StatusSince workflow={workflow} />
              </td>
              <td className={cell({})}>
                <Backlog workflow={workflow} />
              </td>
              <td className={cell({})}>
                <Trend workflow={workflow} />
              </td>
              <td className={cell({})}>
                <Rates flows={workflow.flows} />
              </td>
              <td className={cell({})}>
                <div className={condition}>
                  <WorkflowCondition workflow={workflow} />
                </div>
              </td>
              <td className={cell({})}>
                <StartStop workflow={workflow} />
              </td>
            </tr>
            {workflow.failure && (
              <tr data-failure-of={workflow.id}>
                <td colSpan={7} className={cell({ isContinued: true })}>
                  <FailureAlert failure={workflow.failure} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
