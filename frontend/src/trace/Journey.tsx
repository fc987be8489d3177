import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { TracedRecord } from "../api/types.ts";
import { code, small } from "../records/styles.ts";
import { flowName } from "../status/names.ts";
import { plainList, sectionTitle, sheet } from "../theme/surfaces.ts";
import { Step } from "./Step.tsx";
import { directionName } from "./words.ts";

const head = style({ paddingX: { default: 16, md: 24 }, paddingTop: 16, paddingBottom: 8 });
const facts = style({ display: "flex", flexWrap: "wrap", columnGap: 24, rowGap: 4, marginTop: 4 });
const steps = style({ paddingX: { default: 16, md: 24 }, paddingTop: 16, paddingBottom: 16 });
const none = style({
  font: "ui",
  color: "neutral-subdued",
  margin: 0,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 16,
});

/** One record's way through a flow, as a line of time. */
export function Journey({ record }: { record: TracedRecord }) {
  const { t } = useTranslation();
  const title = `${directionName(t, record.direction)} · ${flowName(t, record.flow)}`;
  return (
    <section className={sheet} aria-label={`${title} ${record.key}`} data-journey={record.flow}>
      <div className={head}>
        <h2 className={sectionTitle}>{title}</h2>
        <div className={facts}>
          <span className={small}>
            {t("trace.key")}: <code className={code}>{record.key}</code>
          </span>
          {record.target && (
            <span className={small}>
              {t("trace.target")}: <code className={code}>{record.target}</code>
            </span>
          )}
        </div>
      </div>
      {record.steps.length === 0 ? (
        <p className={none}>{t("trace.nothingYet")}</p>
      ) : (
        <ol
          className={`${plainList} ${steps}`}
          aria-label={t("trace.journey", { key: record.key })}
        >
          {record.steps.map((step, index) => (
            <Step
              key={`${step.at} ${step.step} ${step.position}`}
              step={step}
              record={record}
              isLast={index === record.steps.length - 1}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
