import type { Flow, History } from "../api/types.ts";

/** A workflow's flows at one moment. */
export interface Row {
  /** Milliseconds since the epoch. */
  at: number;
  flows: Readonly<Record<string, FlowPoint>>;
}

export interface FlowPoint {
  backlog: number;
  read: number;
  written: number;
}

/** As much as the service keeps. */
export const WINDOW_MILLIS = 30 * 60_000;
/** Without a row for longer than this the line is broken rather than drawn across. */
const GAP_MILLIS = 15_000;
const MINUTE = 60_000;
/** A trend is what the newest rows show; further back is in the chart. */
const TREND_MILLIS = 20_000;

export function rowOf(flows: readonly Flow[], at: number): Row {
  return {
    at,
    flows: Object.fromEntries(
      flows.map((flow) => [
        flow.id,
        { backlog: flow.backlog, read: flow.readPerSecond, written: flow.writtenPerSecond },
      ]),
    ),
  };
}

/** The service's samples, turned from one list per flow into one row per moment. */
export function rowsOf(history: History): Row[] {
  const rows = new Map<number, Record<string, FlowPoint>>();
  for (const { id, samples } of history.flows) {
    for (const { at, backlog, readPerSecond, writtenPerSecond } of samples) {
      // The flows are sampled one after the other; to the second they are one moment.
      const moment = Math.round(Date.parse(at) / 1000) * 1000;
      const row = rows.get(moment) ?? {};
      row[id] = { backlog, read: readPerSecond, written: writtenPerSecond };
      rows.set(moment, row);
    }
  }
  return [...rows].map(([at, flows]) => ({ at, flows })).sort((one, other) => one.at - other.at);
}

/**
 * What is known with what is new, in order, without what is too old. Of two rows less than half a
 * second apart the first is kept: the service's samples and the page's own describe the same moment.
 */
export function merge(known: readonly Row[], fresh: readonly Row[], now: number): Row[] {
  const sorted = [...known, ...fresh].sort((one, other) => one.at - other.at);
  const merged: Row[] = [];
  for (const row of sorted) {
    const previous = merged.at(-1);
    const tooOld = row.at < now - WINDOW_MILLIS;
    if (!tooOld && (!previous || row.at - previous.at >= 500)) {
      merged.push(row);
    }
  }
  return merged;
}

export function backlogOf(row: Row): number {
  return Object.values(row.flows).reduce((sum, flow) => sum + flow.backlog, 0);
}

function ratesOf(row: Row): { read: number; written: number } {
  return Object.values(row.flows).reduce(
    (sum, flow) => ({ read: sum.read + flow.read, written: sum.written + flow.written }),
    { read: 0, written: 0 },
  );
}

/** Columns as uPlot takes them: seconds, then one column per line; null where a line breaks. */
export type Columns = [number[], ...(number | null)[][]];

function columns(rows: readonly Row[], lines: ((row: Row) => number | null)[]): Columns {
  const times: number[] = [];
  const values: (number | null)[][] = lines.map(() => []);
  let previous: Row | undefined;
  for (const row of rows) {
    if (previous && row.at - previous.at > GAP_MILLIS) {
      times.push((previous.at + 1000) / 1000);
      for (const column of values) {
        column.push(null);
      }
    }
    times.push(row.at / 1000);
    lines.forEach((line, index) => {
      values[index]?.push(line(row));
    });
    previous = row;
  }
  return [times, ...values];
}

export function backlogColumns(rows: readonly Row[], flows: readonly string[]): Columns {
  return columns(
    rows,
    flows.map((flow) => (row) => row.flows[flow]?.backlog ?? null),
  );
}

export function rateColumns(rows: readonly Row[]): Columns {
  return columns(rows, [(row) => ratesOf(row).read, (row) => ratesOf(row).written]);
}

export interface Summary {
  now: number;
  peak: number;
  peakAt: number;
  read: number;
  written: number;
  trend: "falling" | "rising" | "steady";
}

/** The chart in words, for those who do not see it; undefined without data. */
export function summarise(rows: readonly Row[]): Summary | undefined {
  const last = rows.at(-1);
  if (!last) {
    return undefined;
  }
  const now = backlogOf(last);
  const peakRow = rows.reduce((best, row) => (backlogOf(row) > backlogOf(best) ? row : best));
  const before = rows.find((row) => row.at >= last.at - TREND_MILLIS) ?? last;
  const change = now - backlogOf(before);
  // A change that one would not see in the chart is none.
  const visible = Math.max(1, backlogOf(peakRow) / 200);
  const trend = change <= -visible ? "falling" : change >= visible ? "rising" : "steady";
  return { now, peak: backlogOf(peakRow), peakAt: peakRow.at, trend, ...ratesOf(last) };
}

export interface Minute {
  at: number;
  backlog: number;
  read: number;
  written: number;
}

/** The last row of each minute, newest first: the chart as a table. */
export function minutes(rows: readonly Row[]): Minute[] {
  const last = new Map<number, Row>();
  for (const row of rows) {
    last.set(Math.floor(row.at / MINUTE), row);
  }
  return [...last.values()]
    .reverse()
    .map((row) => ({ at: row.at, backlog: backlogOf(row), ...ratesOf(row) }));
}
