import { describe, expect, test } from "vitest";
import { conversionsFor, newConversion, repeated, suggestedConversion } from "./conversions.ts";
import { draftOf, edit, flowOf, isSame } from "./draft.ts";
import type { IngressFlow } from "./flow.ts";
import { withFlow, withoutFlow } from "./flow.ts";
import { unclaimed } from "./misfits.ts";
import type { Attribute, Field } from "./schema.ts";

const flow: IngressFlow = {
  id: "contact",
  enabled: true,
  mapping: {
    entity: "contact",
    sourceKey: "contactid",
    resource: "profile",
    targetKey: "externalId",
    picklists: "value",
    filter: { attribute: "statecode", operator: "eq", value: 0 },
    attributes: [
      {
        target: "firstName",
        source: "firstname",
        conversion: { type: "text", maxLength: 30, overflow: "truncate" },
      },
      {
        target: "gender",
        source: "gendercode",
        conversion: {
          type: "valueTable",
          values: { "1": "male", "2": "female" },
          otherwise: "unknown",
          unlisted: "otherwise",
        },
        applyUpdates: false,
        empty: "unknown",
      },
      { target: "cusOrigin", constant: "CRM" },
      { target: "cusName", expression: 'firstname + " "' },
    ],
    links: [{ target: "cusAccount", source: "parentcustomerid", flow: "account" }],
  },
  deletions: "off",
  pageSize: 1000,
};
const gendercode: Attribute = {
  name: "gendercode",
  label: "Gender",
  type: "Picklist",
  options: [
    { value: 1, label: "Male" },
    { value: 2, label: "Female" },
  ],
};
const gender: Field = {
  name: "gender",
  label: "Gender",
  type: "enumeration",
  values: [
    { name: "male", label: "M" },
    { name: "female", label: "F" },
    { name: "unknown", label: "Unknown" },
  ],
};

describe("a draft", () => {
  test("that nobody touched is the flow it was made of", () => {
    expect(flowOf(draftOf(flow))).toEqual(flow);
  });

  test("is the same whether the service writes what is absent as null or not at all", () => {
    const nulls = structuredClone(flow);
    Object.assign(nulls.mapping.attributes[0] as object, { empty: null, constant: null });
    expect(isSame(draftOf(nulls), draftOf(flow))).toBe(true);
    const other = edit(draftOf(flow), { do: "mapping", change: { picklists: "label" } });
    expect(isSame(other, draftOf(flow))).toBe(false);
  });

  test("writes only what the chosen feed needs", () => {
    const draft = edit(draftOf(flow), {
      do: "row",
      key: 0,
      change: { feed: "constant", constant: 7 },
    });
    expect(flowOf(draft).mapping.attributes[0]).toEqual({
      target: "firstName",
      constant: 7,
    });
    const back = edit(draft, { do: "row", key: 0, change: { feed: "source" } });
    expect(flowOf(back)).toEqual(flow);
  });

  test("opens a row that is added and closes one that is removed", () => {
    const draft = edit(draftOf(flow), { do: "addRow" });
    expect(draft.open).toBe(5);
    const without = edit(draft, { do: "removeRow", key: 5 });
    expect(without.open).toBeNull();
    expect(isSame(without, draftOf(flow))).toBe(true);
  });

  test("switches updates off for all rows at once", () => {
    const draft = edit(draftOf(flow), { do: "applyUpdates", applyUpdates: false });
    expect(draft.rows.every((row) => !row.applyUpdates)).toBe(true);
  });

  test("saves of a value table what is whole, and of a value listed twice the first", () => {
    const entries = [
      { from: "1", to: "male" },
      { from: "1", to: "female" },
      { from: "", to: "unknown" },
    ];
    const draft = edit(draftOf(flow), {
      do: "row",
      key: 1,
      change: { conversion: { type: "valueTable", entries } },
    });
    expect(flowOf(draft).mapping.attributes[1]?.conversion).toEqual({
      type: "valueTable",
      values: { "1": "male" },
    });
    expect(repeated(entries)).toEqual(new Set([1]));
  });
});

test("a pair of columns suggests its conversion, with options that are called the same", () => {
  expect(suggestedConversion(gendercode, gender)).toEqual({
    type: "valueTable",
    entries: [
      { from: "1", to: "male" },
      { from: "2", to: "female" },
    ],
    otherwise: null,
    unlisted: "otherwise",
  });
  const text: Field = { name: "cusName", label: "Name", type: "string", maxLength: 40 };
  const lookup: Attribute = { name: "parentcustomerid", label: "Account", type: "Customer" };
  expect(newConversion("text", undefined, text)).toMatchObject({ maxLength: 40 });
  expect(suggestedConversion(lookup, text)).toEqual({ type: "identifier" });
  expect(suggestedConversion({ ...lookup, type: "Integer" }, { ...text, type: "number" })).toBe(
    undefined,
  );
});

test("a conversion in use is offered though it does not fit", () => {
  expect(conversionsFor("text", "number")).toEqual(["number", "valueTable"]);
  expect(conversionsFor("text", "number", "date")).toContain("date");
});

describe("a document", () => {
  test("has a flow replaced, added, or removed", () => {
    const account = { ...flow, id: "account" };
    const both = withFlow({ flows: [flow] }, account);
    expect(both.flows.map(({ id }) => id)).toEqual(["contact", "account"]);
    expect(withFlow(both, { ...flow, enabled: false }).flows[0]?.enabled).toBe(false);
    expect(withoutFlow(both, "contact").flows).toEqual([account]);
  });
});

describe("misfits", () => {
  const misfit = (pointer: string) => ({ pointer, message: "Wrong.", remedy: "Mend it." });

  test("that no field shows are shown at the row", () => {
    const row = [misfit("/a/3"), misfit("/a/3/target"), misfit("/a/3/conversion/values/x")];
    expect(unclaimed(row, "/a/3", ["target", "conversion"])).toEqual([misfit("/a/3")]);
  });
});
