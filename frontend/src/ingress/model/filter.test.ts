import { describe, expect, test } from "vitest";
import { added, joined, operatorsFor, pointerOf, replaced, toOData } from "./filter.ts";
import type { Filter } from "./flow.ts";
import { kindOf } from "./kinds.ts";

const TYPES: Record<string, string> = {
  statecode: "State",
  lastname: "String",
  parentcustomerid: "Customer",
  modifiedon: "DateTime",
  donotemail: "Boolean",
};
const kind = (attribute: string) => kindOf(TYPES[attribute]);
const active: Filter = { attribute: "statecode", operator: "eq", value: 0 };
const named = (value: string): Filter => ({ attribute: "lastname", operator: "eq", value });

describe("a filter as OData", () => {
  test("puts groups in parentheses only where the meaning needs them", () => {
    const filter: Filter = { all: [active, { any: [named("Rossi"), named("O'Hara")] }] };
    expect(toOData(filter, kind)).toBe(
      "statecode eq 0 and (lastname eq 'Rossi' or lastname eq 'O''Hara')",
    );
    expect(toOData({ all: [{ any: [active] }] }, kind)).toBe("statecode eq 0");
  });

  test("writes ids, moments, booleans and emptiness as OData wants them", () => {
    const guid = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
    const one = (attribute: string, value: string | boolean | null) =>
      toOData({ attribute, operator: "eq", value }, kind);
    expect(one("parentcustomerid", guid)).toBe(`_parentcustomerid_value eq ${guid}`);
    expect(one("modifiedon", "2026-01-02T00:00:00Z")).toBe("modifiedon eq 2026-01-02T00:00:00Z");
    expect(one("donotemail", false)).toBe("donotemail eq false");
    expect(one("lastname", null)).toBe("lastname eq null");
  });

  test("writes searches in text as functions", () => {
    expect(toOData({ attribute: "lastname", operator: "contains", value: "it's" }, kind)).toBe(
      "contains(lastname,'it''s')",
    );
  });
});

describe("editing a filter", () => {
  test("a single condition becomes the first of a group when another joins it", () => {
    expect(added(active, [], named("Rossi"))).toEqual({ all: [active, named("Rossi")] });
  });

  test("a condition deep inside is found by its path", () => {
    const filter: Filter = { all: [active, { any: [named("a"), named("b")] }] };
    expect(replaced(filter, [1, 0], named("c"))).toEqual({
      all: [active, { any: [named("c"), named("b")] }],
    });
    expect(added(filter, [1], named("c"))).toEqual({
      all: [active, { any: [named("a"), named("b"), named("c")] }],
    });
    expect(joined(filter, [1], "all")).toEqual({
      all: [active, { all: [named("a"), named("b")] }],
    });
  });

  test("without its last condition there is no filter", () => {
    expect(replaced(active, [0], null)).toBeNull();
    expect(replaced({ any: [active] }, [0], null)).toBeNull();
  });

  test("a place has the pointer the service names it by", () => {
    const filter: Filter = { all: [active, { any: [named("a")] }] };
    expect(pointerOf(filter, [1, 0])).toBe("/all/1/any/0");
    expect(pointerOf(active, [0])).toBe("");
    expect(pointerOf(null, [])).toBe("");
  });

  test("comparisons follow the kind of column", () => {
    expect(operatorsFor("option")).toEqual(["eq", "ne"]);
    expect(operatorsFor("dateTime")).toContain("ge");
    expect(operatorsFor("text")).toContain("startswith");
  });
});
