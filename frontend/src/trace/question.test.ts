import { expect, test } from "vitest";
import { questionIn } from "./question.ts";

const ID = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";

test("an address is told from an id and a key", () => {
  expect(questionIn(" jane@example.org\n")).toEqual({ email: "jane@example.org" });
  expect(questionIn(`{${ID.toUpperCase()}}`)).toEqual({ key: ID });
  expect(questionIn("@Wm3k0a9fHb2")).toEqual({ key: "@Wm3k0a9fHb2" });
  expect(questionIn("CUST-0042")).toEqual({ key: "CUST-0042" });
});

test("nothing, and more than an address can be, asks nothing", () => {
  expect(questionIn("  ")).toBeUndefined();
  expect(questionIn("x".repeat(321))).toBeUndefined();
});
