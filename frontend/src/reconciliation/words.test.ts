import i18next from "i18next";
import { expect, test } from "vitest";
import { formatOf } from "../format/format.ts";
import { startI18n } from "../i18n/i18n.ts";
import { aReconciliation } from "../testing/reconciliations.ts";
import { aFlow, aWorkflow } from "../testing/workflows.ts";
import {
  comparableFlows,
  etaText,
  leftKinds,
  percentage,
  phaseText,
  readText,
  summary,
} from "./words.ts";

const format = formatOf("en-GB");
const { t } = i18next;
startI18n("en");

test("what was found is told kind by kind, without those that there are none of", () => {
  expect(summary(t, format, aReconciliation())).toBe("2 missing · 1 surplus · 1 different");
  const none = { missing: 0, surplus: 0, different: 0, duplicate: 0 };
  expect(summary(t, format, aReconciliation({ differences: none }))).toBeUndefined();
});

test("what arrives meanwhile makes a side no more than read in full", () => {
  expect(percentage({ read: 50, expected: 200 })).toBe(25);
  expect(percentage({ read: 210, expected: 200 })).toBe(100);
  expect(percentage({ read: 7, expected: null })).toBe(0);
  expect(percentage({ read: 0, expected: 0 })).toBe(0);
  expect(readText(t, format, { read: 1_200, expected: 48_000 })).toBe("1,200 of 48,000");
  expect(readText(t, format, { read: 1_200, expected: null })).toBe("1,200");
});

test("the time left is told coarsely, and so is that nobody knows it", () => {
  const now = Date.parse("2026-11-24T14:00:00Z");
  expect(etaText(t, format, "2026-11-24T14:03:10Z", now)).toMatch(/^about 3 min/);
  expect(etaText(t, format, "2026-11-24T14:00:02Z", now)).toBe("almost done");
  expect(etaText(t, format, null, now)).toBe("time left not known");
});

test("a phase says which step it is; without one it waits for its turn", () => {
  expect(phaseText(t, "readingTarget")).toBe("Reading the target (step 3 of 5)");
  expect(phaseText(t, null)).toBe("Waiting for its turn");
});

test("only kinds that are chosen are told as reasons for what is left", () => {
  expect(leftKinds([])).toEqual(["duplicate", "surplus"]);
  expect(leftKinds(["missing", "surplus"])).toEqual(["surplus"]);
  expect(leftKinds(["different"])).toEqual([]);
});

test("only flows of records that both sides have can be compared", () => {
  const ingress = aWorkflow({ flows: [aFlow(), aFlow({ id: "account", enabled: false })] });
  const egress = aWorkflow({ id: "egress", flows: [aFlow({ id: "email-open" })] });
  expect(comparableFlows([egress, ingress])).toEqual(["contact", "account"]);
});
