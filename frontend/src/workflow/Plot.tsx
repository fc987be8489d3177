import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Format } from "../format/format.ts";
import { useTheme } from "../theme/theme.ts";
import { useMedia } from "../theme/useMedia.ts";
import { colourOf, faded } from "./colours.ts";
import { SWATCHES } from "./palette.ts";
import type { Columns } from "./series.ts";

const TEXT = style({ color: "neutral-subdued" });
const GRID = style({ color: "gray-200" });
const HEIGHT = 264;

const frame = style({ width: "full", position: "relative", font: "ui-sm" });

export interface PlotProps {
  columns: Columns;
  /** What each column after the first is; the same length. */
  labels: string[];
  /** From and to, in seconds. */
  range: [number, number];
  /** Whether the space under a single line is filled. */
  filled: boolean;
  format: Format;
  /** Which point the pointer is at; null when it is away. */
  onPoint: (index: number | null) => void;
}

/** A line chart in the colours of the theme, as wide as its place. */
export function Plot(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const theme = useTheme();
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  const lines = props.labels.join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme means new colours
  useEffect(() => {
    const place = host.current;
    if (!place) {
      return;
    }
    const chart = new uPlot(optionsFor(place, latest), latest.current.columns, place);
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
  }, [lines, props.filled, props.format, theme, systemIsDark]);

  useEffect(() => {
    plot.current?.setData(props.columns);
  }, [props.columns]);

  return <div ref={host} className={frame} style={{ height: HEIGHT }} />;
}

function optionsFor(place: HTMLElement, latest: { current: PlotProps }): uPlot.Options {
  const { labels, filled, format } = latest.current;
  const text = colourOf(place, TEXT);
  const grid = colourOf(place, GRID);
  const font = `12px ${getComputedStyle(place).fontFamily}`;
  const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
  return {
    width: Math.max(place.clientWidth, 200),
    height: HEIGHT,
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: () => latest.current.range },
      y: { range: (_self, _min, max) => [0, Math.max(5, (max ?? 0) * 1.1)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 72,
        size: 32,
        // Seconds where the marks lie closer than a minute, or several would read the same.
        values: (_self, splits, _axis, _space, increment) =>
          splits.map((second) => {
            const time = format.time(second * 1000);
            return increment < 60 ? time : time.slice(0, 5);
          }),
      },
      {
        ...axis,
        space: 44,
        size: (self, values) => {
          const longest = (values ?? []).reduce(
            (one, next) => (next.length > one.length ? next : one),
            "",
          );
          self.ctx.font = font;
          return Math.ceil(self.ctx.measureText(longest).width / devicePixelRatio) + 24;
        },
        values: (_self, splits) =>
          splits.map((value) => (Number.isInteger(value) ? format.count(value) : "")),
      },
    ],
    series: [
      {},
      ...labels.map((label, index) => {
        const stroke = colourOf(place, SWATCHES[index % SWATCHES.length] ?? TEXT);
        return {
          label,
          stroke,
          width: 2,
          points: { show: false },
          ...(filled && labels.length === 1 && { fill: faded(stroke) }),
        };
      }),
    ],
    hooks: {
      setCursor: [(self) => latest.current.onPoint(self.cursor.idx ?? null)],
    },
  };
}
