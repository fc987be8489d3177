import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useTheme } from "../theme/theme.ts";
import { useMedia } from "../theme/useMedia.ts";
import { colourOf, faded } from "./colours.ts";
import { SWATCHES } from "./palette.ts";
import type { Columns } from "./series.ts";

const HEIGHT = 44;
const frame = style({ width: "full", minWidth: 120 });

/** A line without axes: the shape of the last minutes, beside the number that says how many. */
export function Sparkline({ columns }: { columns: Columns }) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(columns);
  latest.current = columns;
  const theme = useTheme();
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme means new colours
  useEffect(() => {
    const place = host.current;
    if (!place) {
      return;
    }
    const stroke = colourOf(place, SWATCHES[0] ?? "");
    const chart = new uPlot(
      {
        width: Math.max(place.clientWidth, 80),
        height: HEIGHT,
        padding: [3, 2, 3, 2],
        legend: { show: false },
        cursor: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: false },
          y: { range: (_self, _min, max) => [0, Math.max(5, max ?? 0)] },
        },
        series: [{}, { stroke, width: 1.5, fill: faded(stroke), points: { show: false } }],
      },
      latest.current,
      place,
    );
    plot.current = chart;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) {
        chart.setSize({ width: Math.floor(entry.contentRect.width), height: HEIGHT });
      }
    });
    observer.observe(place);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [theme, systemIsDark]);

  useEffect(() => {
    plot.current?.setData(columns);
  }, [columns]);

  return <div ref={host} className={frame} style={{ height: HEIGHT }} />;
}
