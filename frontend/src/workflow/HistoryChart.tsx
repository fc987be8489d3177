import {
  Disclosure,
  DisclosurePanel,
  DisclosureTitle,
  SegmentedControl,
  SegmentedControlItem,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { flowName } from "../status/names.ts";
import { sectionTitle, sheet } from "../theme/surfaces.ts";
import { ChartTable } from "./ChartTable.tsx";
import { Legend } from "./Legend.tsx";
import { Plot } from "./Plot.tsx";
import { backlogColumns, rateColumns, summarise } from "./series.ts";
import { useSeries } from "./useSeries.ts";

const body = style({ padding: { default: 16, md: 24 } });
const head = style({
  display: "flex",
  flexWrap: "wrap",
  gap: 12,
  alignItems: "center",
  justifyContent: "space-between",
  marginBottom: 8,
});
const controls = style({ display: "flex", flexWrap: "wrap", gap: 12 });
const figure = style({ margin: 0 });
const caption = style({ font: "body-sm", color: "neutral-subdued", marginTop: 8 });

const RANGES = [5, 30] as const;
const SHORTEST_SECONDS = 120;
type Shown = "backlog" | "rates";

/** The backlog, or the rates, of the last half hour: as a chart, in words, and as a table. */
export function HistoryChart({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, isError } = useSeries(workflow);
  const [shown, setShown] = useState<Shown>("backlog");
  const [minutes, setMinutes] = useState<number>(30);
  const [point, setPoint] = useState<number | null>(null);

  // A flow that is off draws a line only where something of it is left.
  const drawn = workflow.flows.filter(({ enabled, backlog }) => enabled || backlog > 0);
  const ids = (drawn.length > 0 ? drawn : workflow.flows).map(({ id }) => id).join("\n");
  const flows = useMemo(() => (ids === "" ? [] : ids.split("\n")), [ids]);
  const columns = useMemo(
    () => (shown === "backlog" ? backlogColumns(rows, flows) : rateColumns(rows)),
    [shown, rows, flows],
  );
  const backlogLabels =
    flows.length === 1 ? [t("chart.backlog")] : flows.map((id) => flowName(t, id));
  const labels =
    shown === "backlog" ? backlogLabels : [t("chart.readSeries"), t("chart.writtenSeries")];
  const number = shown === "backlog" ? format.count : format.rate;
  const summary = summarise(rows);
  const end = (rows.at(-1)?.at ?? Date.now()) / 1000;
  // A service that started a minute ago has not much to show: the chart grows with what there is.
  const begin = Math.min((rows[0]?.at ?? 0) / 1000, end - SHORTEST_SECONDS);

  const words = summary
    ? [
        t("chart.summaryNow", {
          now: format.count(summary.now),
          peak: format.count(summary.peak),
          time: format.time(summary.peakAt),
        }),
        t(`chart.${summary.trend}`),
        t("chart.summaryRates", {
          read: format.rate(summary.read),
          written: format.rate(summary.written),
        }),
      ].join(" ")
    : t("chart.collecting");

  return (
    <section className={`${sheet} ${body}`} aria-labelledby="chart-title">
      <div className={head}>
        <h2 id="chart-title" className={sectionTitle}>
          {t("chart.title")}
        </h2>
        <div className={controls}>
          <SegmentedControl
            aria-label={t("chart.what")}
            selectedKey={shown}
            onSelectionChange={(key) => setShown(key === "rates" ? "rates" : "backlog")}
          >
            <SegmentedControlItem id="backlog">{t("chart.backlog")}</SegmentedControlItem>
            <SegmentedControlItem id="rates">{t("chart.rates")}</SegmentedControlItem>
          </SegmentedControl>
          <SegmentedControl
            aria-label={t("chart.range")}
            selectedKey={String(minutes)}
            onSelectionChange={(key) => setMinutes(Number(key))}
          >
            {RANGES.map((range) => (
              <SegmentedControlItem key={range} id={String(range)}>
                {t("chart.minutes", { count: range })}
              </SegmentedControlItem>
            ))}
          </SegmentedControl>
        </div>
      </div>
      <Legend columns={columns} labels={labels} point={point} number={number} format={format} />
      <figure className={figure}>
        <div role="img" aria-label={`${t(`chart.${shown}`)}. ${words}`} data-points={rows.length}>
          <Plot
            columns={columns}
            labels={labels}
            range={[Math.max(end - minutes * 60, begin), end]}
            filled={shown === "backlog"}
            format={format}
            onPoint={setPoint}
          />
        </div>
        <figcaption className={`tabular ${caption}`}>
          {words}
          {isError && ` ${t("chart.loadFailed")}`}
        </figcaption>
      </figure>
      <Disclosure isQuiet size="S">
        <DisclosureTitle>{t("chart.asTable")}</DisclosureTitle>
        <DisclosurePanel>
          <ChartTable rows={rows} />
        </DisclosurePanel>
      </Disclosure>
    </section>
  );
}
