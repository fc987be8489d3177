import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import Clock from "@react-spectrum/s2/icons/Clock";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, Flow, Workflow } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { conditionSentence, flowName } from "./names.ts";

const line = style({ display: "flex", alignItems: "start", gap: 8, font: "ui", color: "neutral" });
const note = style({
  display: "block",
  font: "ui-sm",
  color: "neutral-subdued",
  overflowWrap: "anywhere",
});
const iconBox = style({ flexShrink: 0, display: "flex", alignItems: "center", height: 20 });

const ICONS = {
  negative: <AlertDiamond styles={iconStyle({ size: "S", color: "negative" })} />,
  notice: <AlertTriangle styles={iconStyle({ size: "S", color: "notice" })} />,
  informative: <Refresh styles={iconStyle({ size: "S", color: "informative" })} />,
  waiting: <Clock styles={iconStyle({ size: "S", color: "neutral" })} />,
  positive: <CheckmarkCircle styles={iconStyle({ size: "S", color: "positive" })} />,
} as const;

type Tone = keyof typeof ICONS;

const WAITING_CODES = ["waitingForContacts", "waitingForParents", "fileIncomplete"];

function toneOf({ code }: Condition): Tone {
  if (code === "databaseUnavailable" || code === "schemaMismatch") {
    return "negative";
  }
  if (WAITING_CODES.includes(code)) {
    return "waiting";
  }
  return code === "resynchronising" || code === "indexing" ? "informative" : "notice";
}

function Line({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={line}>
      {tone && <span className={iconBox}>{ICONS[tone]}</span>}
      <span>{children}</span>
    </div>
  );
}

/** These concern a file or a column, which only the service's own sentence names. */
const NAMING_CODES = ["fileIncomplete", "fileUnreadable", "schemaMismatch"];

/** Why a flow does not move as it should, or nothing. */
export function FlowCondition({ flow, condition }: { flow: Flow; condition: Condition }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Line tone={toneOf(condition)}>
      {conditionSentence(t, condition, format, flow.waiting)}
      {NAMING_CODES.includes(condition.code) && (
        <span className={note} lang="en">
          {condition.message}
        </span>
      )}
    </Line>
  );
}

/** How a workflow is: its condition, or what its status means for the data. */
export function WorkflowCondition({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, condition, backlog, flows } = workflow;
  if (status === "FAILED") {
    return <Line tone="negative">{t("health.failed")}</Line>;
  }
  if (condition) {
    const held = flows.find(({ id }) => id === condition.flow);
    const sentence = conditionSentence(t, condition, format, held?.waiting ?? 0);
    const named = condition.flow !== null && flows.length > 1;
    return (
      <Line tone={toneOf(condition)}>
        {named
          ? t("condition.flowPrefix", { flow: flowName(t, condition.flow ?? ""), sentence })
          : sentence}
      </Line>
    );
  }
  switch (status) {
    case "STOPPED":
      return <Line>{backlog > 0 ? t("health.stoppedBacklog") : t("health.stopped")}</Line>;
    case "STARTING":
      return <Line tone="waiting">{t("health.starting")}</Line>;
    case "STOPPING":
      return <Line tone="waiting">{t("health.stopping")}</Line>;
    default:
      if (flows.length > 0 && flows.every(({ enabled }) => !enabled)) {
        return <Line tone="notice">{t("health.allOff")}</Line>;
      }
      return flows.some((flow) => flow.enabled && flow.backlog > 0) ? (
        <Line tone="informative">{t("health.catchingUp")}</Line>
      ) : (
        <Line tone="positive">{t("health.synced")}</Line>
      );
  }
}
