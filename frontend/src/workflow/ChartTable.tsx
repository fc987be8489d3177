import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { cell, headCell, table } from "../theme/surfaces.ts";
import { minutes, type Row } from "./series.ts";

const scroller = style({ maxHeight: 320, overflow: "auto" });

/** The chart minute by minute. */
export function ChartTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const { count, rate, time } = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
    <section className={scroller} aria-label={t("chart.tableCaption")} tabIndex={0}>
      <table className={`tabular ${table}`}>
        <caption className="visually-hidden">{t("chart.tableCaption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={headCell({})}>
              {t("chart.time")}
            </th>
            <th scope="col" className={headCell({ isNumber: true })}>
              {t("chart.backlog")}
            </th>
            <th scope="col" className={headCell({ isNumber: true })}>
              {t("chart.readSeries")}
            </th>
            <th scope="col" className={headCell({ isNumber: true })}>
              {t("chart.writtenSeries")}
            </th>
          </tr>
        </thead>
        <tbody>
          {minutes(rows).map((minute) => (
            <tr key={minute.at}>
              <th scope="row" className={cell({})}>
                {time(minute.at)}
              </th>
              <td className={cell({ isNumber: true })}>{count(minute.backlog)}</td>
              <td className={cell({ isNumber: true })}>{rate(minute.read)}</td>
              <td className={cell({ isNumber: true })}>{rate(minute.written)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
