import { describe, expect, test } from "vitest";
import { aFlow } from "../testing/workflows.ts";
import {
  backlogColumns,
  merge,
  minutes,
  rateColumns,
  rowOf,
  rowsOf,
  summarise,
  WINDOW_MILLIS,
} from "./series.ts";

const NOW = Date.parse("2026-11-24T14:00:00Z");
const row = (secondsAgo: number, backlog: number) =>
  rowOf([aFlow({ backlog, readPerSecond: 1, writtenPerSecond: 2 })], NOW - secondsAgo * 1000);

test("samples of several flows become one row per moment, in order", () => {
  const sample = (at: string, backlog: number) => ({
    at,
    backlog,
    readPerSecond: 0,
    writtenPerSecond: 0,
  });
  const rows = rowsOf({
    intervalSeconds: 2,
    flows: [
      {
        id: "contact",
        samples: [sample("2026-11-24T14:00:02Z", 5), sample("2026-11-24T14:00:00Z", 7)],
      },
      { id: "account", samples: [sample("2026-11-24T14:00:00Z", 1)] },
    ],
  });
  expect(rows.map(({ at }) => at)).toEqual([NOW, NOW + 2000]);
  expect(Object.keys(rows[0]?.flows ?? {})).toEqual(["contact", "account"]);
  expect(backlogColumns(rows, ["contact", "account"])).toEqual([
    [NOW / 1000, NOW / 1000 + 2],
    [7, 5],
    [1, null],
  ]);
});

describe("merging", () => {
  test("keeps order, and one of two rows that describe the same moment", () => {
    const merged = merge([row(10, 1), row(4, 3)], [row(7, 2), row(4.1, 9)], NOW);
    expect(merged.map((one) => one.flows.contact?.backlog)).toEqual([1, 2, 9]);
  });

  test("drops what is older than the window", () => {
    expect(merge([row(WINDOW_MILLIS / 1000 + 1, 1)], [row(1, 2)], NOW)).toHaveLength(1);
  });
});

test("a line is broken where data is missing, not drawn across", () => {
  const [times, backlog] = backlogColumns([row(60, 5), row(2, 7)], ["contact"]);
  expect(times).toHaveLength(3);
  expect(backlog).toEqual([5, null, 7]);
});

test("rates are summed over the flows", () => {
  const both = rowOf(
    [
      aFlow({ readPerSecond: 1, writtenPerSecond: 2 }),
      aFlow({ id: "account", readPerSecond: 10, writtenPerSecond: 20 }),
    ],
    NOW,
  );
  expect(rateColumns([both])).toEqual([[NOW / 1000], [11], [22]]);
});

describe("the chart in words", () => {
  test("without data there is nothing to say", () => {
    expect(summarise([])).toBeUndefined();
  });

  test("names the peak and the trend", () => {
    const summary = summarise([row(600, 500), row(300, 900), row(15, 400), row(0, 100)]);
    expect(summary).toMatchObject({
      now: 100,
      peak: 900,
      peakAt: NOW - 300_000,
      trend: "falling",
      read: 1,
      written: 2,
    });
  });

  test("a change too small to see is steady", () => {
    expect(summarise([row(15, 10_000), row(0, 10_010)])?.trend).toBe("steady");
    expect(summarise([row(15, 0), row(0, 1)])?.trend).toBe("rising");
  });
});

test("as a table there is one line a minute, newest first", () => {
  const table = minutes([row(125, 4), row(121, 3), row(61, 2), row(0, 1)]);
  expect(table.map(({ backlog }) => backlog)).toEqual([1, 2, 3]);
});
