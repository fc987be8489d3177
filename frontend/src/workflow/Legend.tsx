import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { Format } from "../format/format.ts";
import { SWATCHES } from "./palette.ts";
import type { Columns } from "./series.ts";

const list = style({
  display: "flex",
  flexWrap: "wrap",
  columnGap: 20,
  rowGap: 4,
  margin: 0,
  padding: 0,
  listStyleType: "none",
  font: "ui",
  color: "neutral",
  minHeight: 24,
});
const item = style({ display: "flex", alignItems: "center", gap: 8 });
const swatch = style({ width: 16, height: 4, borderRadius: "full", flexShrink: 0 });
const number_ = style({ fontWeight: "bold" });
const moment = style({ color: "neutral-subdued" });

/** What the lines are, with their values now or where the pointer is. */
export function Legend({
  columns,
  labels,
  point,
  number,
  format,
}: {
  columns: Columns;
  labels: string[];
  point: number | null;
  number: (value: number) => string;
  format: Format;
}) {
  const [times, ...lines] = columns;
  const index = point ?? times.length - 1;
  const time = times[index];
  return (
    <ul className={list} aria-hidden="true">
      {labels.map((label, line) => {
        const value = lines[line]?.[index];
        return (
          <li key={label} className={`tabular ${item}`}>
            <span className={SWATCHES[line % SWATCHES.length]}>
              <svg className={swatch} viewBox="0 0 16 4" aria-hidden="true">
                <rect width="16" height="4" rx="2" fill="currentColor" />
              </svg>
            </span>
            <span>{label}</span>
            <span className={number_}>{value == null ? "–" : number(value)}</span>
          </li>
        );
      })}
      {point !== null && time !== undefined && (
        <li className={`tabular ${moment}`}>{format.time(time * 1000)}</li>
      )}
    </ul>
  );
}
