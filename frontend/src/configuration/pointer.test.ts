import { expect, test } from "vitest";
import { isWithin } from "./misfitsAt.ts";
import { valueAt, withValueAt } from "./pointer.ts";

const content = { flows: [{ id: "a" }, { id: "b", "x/y": 1 }], sftp: { host: "h", port: 22 } };

test("a pointer finds a value in objects and lists", () => {
  expect(valueAt(content, "/flows/1/id")).toBe("b");
  expect(valueAt(content, "/flows/1/x~1y")).toBe(1);
  expect(valueAt(content, "/flows/7/id")).toBeUndefined();
  expect(valueAt(content, "/sftp/host/deeper")).toBeUndefined();
  expect(valueAt(content, "")).toBe(content);
});

test("a change leaves the original alone and everything else in its place", () => {
  const changed = withValueAt(content, "/sftp/host", "other");
  expect(JSON.stringify(changed)).toBe(
    '{"flows":[{"id":"a"},{"id":"b","x/y":1}],"sftp":{"host":"other","port":22}}',
  );
  expect(content.sftp.host).toBe("h");
  expect(withValueAt(content, "/flows/0/id", "c").flows[1]).toBe(content.flows[1]);
});

test("undefined takes a member out, and what is missing on the way is made", () => {
  expect(withValueAt(content, "/sftp", undefined)).not.toHaveProperty("sftp");
  expect(withValueAt({}, "/format/columns/URL", "link")).toEqual({
    format: { columns: { URL: "link" } },
  });
});

test("a place is within another only at the border of a member", () => {
  expect(isWithin("/flows/1/id", "/flows/1")).toBe(true);
  expect(isWithin("/flows/10", "/flows/1")).toBe(false);
  expect(isWithin("/anything", "")).toBe(true);
});
