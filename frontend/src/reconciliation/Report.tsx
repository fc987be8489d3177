import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isRunning } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { workflowNameOf } from "../deadLetters/words.ts";
import { useFormat } from "../format/format.ts";
import { detail } from "../records/styles.ts";
import { flowName } from "../status/names.ts";
import { sheet, term } from "../theme/surfaces.ts";
import { ReconciliationBadge } from "./Badges.tsx";
import { nothingFound, readText, seconds, summary, triggerName } from "./words.ts";

const facts = style({
  display: "grid",
  gridTemplateColumns: "repeat(auto-fit, minmax(128px, 1fr))",
  columnGap: 24,
  rowGap: 16,
  margin: 0,
  marginTop: 16,
});
const body = style({ padding: { default: 16, md: 24 } });
const head = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 12 });
const result = style({ font: "title", color: "heading", margin: 0 });
const fact = style({
  margin: 0,
  marginTop: 2,
  font: "ui",
  color: "neutral",
  overflowWrap: "anywhere",
});

/** What was compared, when, and what came of it. */
export function Report({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workflow, flow, status, trigger, startedAt, source, target, pending } = reconciliation;
  const found = summary(t, format, reconciliation);
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="result">
      <div className={head}>
        <ReconciliationBadge status={status} />
        <h2 id="result" className={`tabular ${result}`}>
          {found ?? nothingFound(t, status)}
        </h2>
      </div>
      <dl className={facts}>
        <Fact name={t("reconciliations.flow")}>
          {flowName(t, flow)}
          <p className={detail}>{workflowNameOf(t, workflow)}</p>
        </Fact>
        <Fact name={t("reconciliations.detail.startedAt")}>
          <time dateTime={startedAt} title={format.dateTime(startedAt)}>
            {format.when(startedAt)}
          </time>
          <p className={detail}>{triggerName(t, trigger)}</p>
        </Fact>
        <Fact name={t("reconciliations.detail.duration")}>
          {format.duration(seconds(reconciliation))}
        </Fact>
        {/* While it runs, its progress says so. */}
        {!isRunning(reconciliation) && (
          <>
            <Fact name={t("reconciliations.detail.readSource")}>{readText(t, format, source)}</Fact>
            <Fact name={t("reconciliations.detail.readTarget")}>{readText(t, format, target)}</Fact>
          </>
        )}
        <Fact name={t("reconciliations.detail.pending")}>
          {pending === 0 ? t("reconciliations.detail.pendingNone") : format.count(pending)}
          {pending > 0 && (
            <p className={detail}>
              {t("reconciliations.detail.pendingHint", {
                count: pending,
                formatted: format.count(pending),
              })}
            </p>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className={term}>{name}</dt>
      <dd className={`tabular ${fact}`}>{children}</dd>
    </div>
  );
}
