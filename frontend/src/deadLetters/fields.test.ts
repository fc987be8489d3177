import { expect, test } from "vitest";
import { columnsOf, compare, differs, fieldsOf } from "./fields.ts";

test("nested records are fields with longer names", () => {
  expect([...fieldsOf({ a: 1, location: { city: "Rome", geo: { x: 2 } }, list: [1] })]).toEqual([
    ["a", 1],
    ["location.city", "Rome"],
    ["location.geo.x", 2],
    ["list", [1]],
  ]);
});

test("what is no record has no fields", () => {
  for (const value of [null, undefined, "text", 7, ["a"]]) {
    expect(fieldsOf(value).size).toBe(0);
  }
});

test("what the protocol says of a column is left out", () => {
  const row = { "@odata.etag": "W/1", name: "Jane", "name@OData.Formatted": "Jane" };
  expect([...columnsOf(row).keys()]).toEqual(["name"]);
});

test("fields are compared by value, and an absent one is as empty as null", () => {
  const fields = compare({ a: 1, b: null, c: [1] }, { a: 2, c: [1], d: null });
  expect(fields.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  expect(fields.filter(differs).map(({ name }) => name)).toEqual(["a"]);
});
