import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { Sparkline } from "./Sparkline.tsx";
import { backlogOf, type Columns, summarise } from "./series.ts";
import { useSeries } from "./useSeries.ts";

const place = style({ height: 44, maxWidth: 320 });
const SHOWN_MILLIS = 5 * 60_000;

/** The workflow's backlog over the last five minutes, as a small line. */
export function Trend({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { rows } = useSeries(workflow);
  const columns = useMemo((): Columns => {
    const since = (rows.at(-1)?.at ?? 0) - SHOWN_MILLIS;
    const shown = rows.filter(({ at }) => at >= since);
    return [shown.map(({ at }) => at / 1000), shown.map(backlogOf)];
  }, [rows]);
  const trend = summarise(rows)?.trend;
  return (
    trend && (
      <div role="img" aria-label={t(`chart.${trend}`)} className={place}>
        <Sparkline columns={columns} />
      </div>
    )
  );
}
