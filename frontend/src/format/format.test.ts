import { describe, expect, test } from "vitest";
import { formatOf } from "./format.ts";

const english = formatOf("en-US");
const italian = formatOf("it-IT");

test("counts are exact and grouped", () => {
  expect(english.count(1_204_918)).toBe("1,204,918");
  expect(italian.count(8222)).toBe("8.222");
});

test("rates have a decimal only where it matters", () => {
  expect(english.rate(0)).toBe("0");
  expect(english.rate(2.14)).toBe("2.1");
  expect(english.rate(1250.5)).toBe("1,251");
  expect(italian.rate(2.14)).toBe("2,1");
});

test("times have a 24-hour clock in every language", () => {
  expect(english.time(new Date(2026, 10, 24, 14, 5, 12))).toBe("14:05:12");
  expect(italian.time(new Date(2026, 10, 24, 0, 5, 12))).toBe("00:05:12");
});

test("the date is said unless it is today", () => {
  const now = new Date(2026, 10, 24, 15, 0, 0);
  expect(english.when(new Date(2026, 10, 24, 14, 5, 12), now)).toBe("14:05:12");
  expect(english.when(new Date(2026, 10, 23, 14, 5, 12), now)).toBe("Nov 23, 14:05:12");
});

describe("durations", () => {
  test.each([
    [0.4, "1 sec"],
    [7, "7 sec"],
    [42, "40 sec"],
    [180, "3 min"],
    [3600, "1 hr"],
    [7800, "2 hr 10 min"],
    [4 * 86_400, "4 days"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(english.duration(seconds)).toBe(text);
  });
});
