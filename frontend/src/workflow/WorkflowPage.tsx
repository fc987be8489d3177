import { Link, Skeleton, Text } from "@react-spectrum/s2";
import ChevronLeft from "@react-spectrum/s2/icons/ChevronLeft";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useWorkflows } from "../api/workflows.ts";
import { ConsentLedger } from "../consent/ConsentLedger.tsx";
import { LoadFailed, NotFound, usePageTitle } from "../shell/Message.tsx";
import { WorkflowCondition } from "../status/ConditionLine.tsx";
import { FailureAlert } from "../status/FailureAlert.tsx";
import { Backlog, Rates } from "../status/Figures.tsx";
import { workflowName } from "../status/names.ts";
import { StartStop } from "../status/StartStop.tsx";
import { StatusBadge } from "../status/StatusBadge.tsx";
import { StatusSince } from "../status/StatusSince.tsx";
import { pageTitle, sheet, term } from "../theme/surfaces.ts";
import { DeadLetters } from "./DeadLetters.tsx";
import { Flows } from "./Flows.tsx";
import { HeldDeletions } from "./HeldDeletions.tsx";
import { HistoryChart } from "./HistoryChart.tsx";
import { PendingChanges } from "./PendingChanges.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 16,
});
const back = style({ marginBottom: 8 });
const backText = style({ display: "inline-flex", alignItems: "center", gap: 4, font: "ui" });
const facts = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["1fr", "1fr"],
    lg: ["auto", "auto", "auto", "minmax(0, 1fr)"],
  },
  columnGap: { default: 16, lg: 48 },
  rowGap: 16,
  padding: { default: 16, md: 24 },
  margin: 0,
});
const fact = style({ margin: 0, marginTop: 4 });
const wide = style({ gridColumnEnd: { default: "span 2", lg: "auto" } });

function Facts({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  return (
    <dl className={`${sheet} ${facts}`}>
      <div>
        <dt className={term}>{t("workflows.status")}</dt>
        <dd className={fact}>
          <StatusBadge status={workflow.status} />
          <StatusSince workflow={workflow} />
        </dd>
      </div>
      <div>
        <dt className={term}>{t("workflows.backlog")}</dt>
        <dd className={fact}>
          <Backlog workflow={workflow} />
        </dd>
      </div>
      <div>
        <dt className={term}>{t("workflows.rates")}</dt>
        <dd className={fact}>
          <Rates flows={workflow.flows} />
        </dd>
      </div>
      <div className={wide}>
        <dt className={term}>{t("workflows.condition")}</dt>
        <dd className={fact}>
          <WorkflowCondition workflow={workflow} />
        </dd>
      </div>
    </dl>
  );
}

function Loaded({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const name = workflowName(t, workflow);
  usePageTitle(name);
  return (
    <div className={stack}>
      <div>
        <div className={back}>
          <Link href="/" isStandalone isQuiet variant="secondary">
            <span className={backText}>
              <ChevronLeft styles={iconStyle({ size: "XS" })} />
              {t("workflows.title")}
            </span>
          </Link>
        </div>
        <div className={head}>
          <h1 className={pageTitle}>{name}</h1>
          <StartStop workflow={workflow} size="L" isLabelled />
        </div>
      </div>
      {workflow.failure && <FailureAlert failure={workflow.failure} />}
      {workflow.flows.map(
        (flow) =>
          flow.condition?.code === "deletionsHeld" && (
            <HeldDeletions
              key={flow.id}
              workflow={workflow}
              flow={flow}
              condition={flow.condition}
            />
          ),
      )}
      {workflow.changesPending && <PendingChanges workflow={workflow} />}
      <Facts workflow={workflow} />
      <HistoryChart workflow={workflow} />
      <Flows workflow={workflow} />
      {workflow.id === "consent" && <ConsentLedger />}
      <DeadLetters workflow={workflow} />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={stack} role="status" aria-label={t("workflows.loading")}>
      <Skeleton isLoading>
        <Text styles={style({ font: "heading-lg" })}>Microsoft Dynamics 365 to Campaign</Text>
        <Text styles={style({ font: "body" })}>
          Running since 14:05:12, twelve thousand records waiting, about three minutes left
        </Text>
      </Skeleton>
    </div>
  );
}

/** One workflow: how it is, what its flows do, the last half hour, and what was refused. */
export function WorkflowPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, isError, refetch } = useWorkflows();
  if (!data) {
    return isError ? <LoadFailed onRetry={() => void refetch()} /> : <Loading />;
  }
  const workflow = data.find((one) => one.id === id);
  return workflow ? (
    <Loaded key={id} workflow={workflow} />
  ) : (
    <NotFound title={t("error.workflowNotFoundTitle", { id })}>
      {t("error.workflowNotFoundHint")}
    </NotFound>
  );
}
