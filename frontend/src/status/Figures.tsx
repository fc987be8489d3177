import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Flow, Workflow } from "../api/types.ts";
import { type Format, useFormat } from "../format/format.ts";
import { useStale } from "../live/live.tsx";

const figure = style({
  font: { default: "ui", isLarge: "title-lg" },
  fontWeight: { default: "normal", isLarge: "bold" },
  color: { default: "neutral", isStale: "gray-600" },
  whiteSpace: "nowrap",
});

/** A live number; paler while the connection is lost. */
export function Figure({ children, large = false }: { children: ReactNode; large?: boolean }) {
  const isStale = useStale();
  return (
    <span
      className={`tabular ${figure({ isLarge: large, isStale })}`}
      {...(isStale && { "data-stale": true })}
    >
      {children}
    </span>
  );
}

const note = style({ font: "ui-sm", color: "neutral-subdued" });

/** When the backlog will be gone, or why that is not known. */
function backlogNote(t: TFunction, format: Format, workflow: Workflow): string {
  const { backlog, status, flows } = workflow;
  if (backlog === 0) {
    return t("backlog.none");
  }
  if (status === "STOPPED" || status === "FAILED" || status === "STOPPING") {
    return t("backlog.kept");
  }
  const waiting = flows.filter((flow) => flow.enabled && flow.backlog > 0);
  if (waiting.length === 0) {
    return t("backlog.off");
  }
  if (waiting.every((flow) => flow.etaSeconds !== null)) {
    const seconds = Math.max(...waiting.map((flow) => flow.etaSeconds ?? 0));
    return seconds < 3
      ? t("backlog.soon")
      : t("backlog.left", { duration: format.duration(seconds) });
  }
  return t(workflow.condition ? "backlog.held" : "backlog.unknown");
}

function total(flows: Flow[], number: (flow: Flow) => number): number {
  return flows.reduce((sum, flow) => sum + number(flow), 0);
}

const stack = style({ display: "flex", flexDirection: "column", gap: 2 });

/** "12,340 records", and below it "about 3 min left". */
export function Backlog({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const waiting = total(workflow.flows, (flow) => flow.waiting);
  return (
    <div className={stack}>
      <Figure large>
        <span data-backlog={workflow.backlog}>{format.count(workflow.backlog)}</span>
      </Figure>
      <span className={note}>{backlogNote(t, format, workflow)}</span>
      {waiting > 0 && (
        <span className={`tabular ${note}`} data-waiting={waiting}>
          {t("backlog.setAside", { count: waiting, formatted: format.count(waiting) })}
        </span>
      )}
    </div>
  );
}

const rates = style({
  display: "grid",
  gridTemplateColumns: ["auto", "auto"],
  columnGap: 12,
  rowGap: 2,
  alignItems: "baseline",
  justifyContent: "start",
});
const rateLabel = style({ font: "ui-sm", color: "neutral-subdued" });
const rateNumber = style({ textAlign: "end" });

/** Records a second, in and out, over all flows. */
export function Rates({ flows }: { flows: Flow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = [
    { label: t("rate.read"), rate: total(flows, (flow) => flow.readPerSecond) },
    { label: t("rate.written"), rate: total(flows, (flow) => flow.writtenPerSecond) },
  ];
  return (
    <div className={rates}>
      {rows.map(({ label, rate }) => (
        <div key={label} className={style({ display: "contents" })}>
          <span className={rateLabel}>{label}</span>
          <span className={rateNumber}>
            <Figure>{t("rate.perSecond", { rate: format.rate(rate) })}</Figure>
          </span>
        </div>
      ))}
    </div>
  );
}
