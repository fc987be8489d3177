import Server from "@react-spectrum/s2/illustrations/linear/Server";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useWorkflows } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
import { useStale } from "../live/live.tsx";
import { LoadFailed, Message, usePageTitle } from "../shell/Message.tsx";
import { pageSubtitle, pageTitle, sheet } from "../theme/surfaces.ts";
import { useNarrow } from "../theme/useMedia.ts";
import { isFresh, SetupGuide } from "./SetupGuide.tsx";
import { WorkflowCards } from "./WorkflowCards.tsx";
import { WorkflowsSkeleton } from "./WorkflowsSkeleton.tsx";
import { WorkflowsTable } from "./WorkflowsTable.tsx";

const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "end",
  justifyContent: "space-between",
  columnGap: 24,
  rowGap: 8,
  marginBottom: 24,
});
const summary = style({
  font: "ui-lg",
  color: { default: "neutral", isStale: "gray-600" },
  margin: 0,
});

/** "1 running · 1 failed · 12,340 records waiting" */
function Summary({ workflows }: { workflows: Workflow[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const isStale = useStale();
  const running = workflows.filter(({ status }) => status === "RUNNING").length;
  const failed = workflows.filter(({ status }) => status === "FAILED").length;
  const backlog = workflows.reduce((sum, workflow) => sum + workflow.backlog, 0);
  const parts = [
    t("workflows.summaryRunning", { count: running, formatted: count(running) }),
    ...(failed > 0
      ? [t("workflows.summaryFailed", { count: failed, formatted: count(failed) })]
      : []),
    t("workflows.summaryBacklog", { count: backlog, formatted: count(backlog) }),
  ];
  return <p className={`tabular ${summary({ isStale })}`}>{parts.join(" · ")}</p>;
}

function Content() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { data, isError, refetch } = useWorkflows();
  if (!data) {
    return isError ? <LoadFailed onRetry={() => void refetch()} /> : <WorkflowsSkeleton />;
  }
  if (data.length === 0) {
    return (
      <Message illustration={<Server />} title={t("workflows.emptyTitle")}>
        {t("workflows.emptyHint")}
      </Message>
    );
  }
  return narrow ? <WorkflowCards workflows={data} /> : <WorkflowsTable workflows={data} />;
}

/** The home page: every workflow, its status and what waits in it. */
export function WorkflowsPage() {
  const { t } = useTranslation();
  const { data } = useWorkflows();
  usePageTitle(t("workflows.title"));
  return (
    <>
      <div className={head}>
        <div>
          <h1 className={pageTitle}>{t("workflows.title")}</h1>
          <p className={pageSubtitle}>{t("workflows.subtitle")}</p>
        </div>
        {data && data.length > 0 && <Summary workflows={data} />}
      </div>
      {data && data.length > 0 && isFresh(data) && <SetupGuide />}
      <div className={sheet}>
        <Content />
      </div>
    </>
  );
}
