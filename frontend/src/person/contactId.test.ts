import { expect, test } from "vitest";
import { contactIdIn } from "./contactId.ts";

const ID = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";

test("a contact id is taken as Dynamics 365's pages and tools write it", () => {
  expect(contactIdIn(ID)).toBe(ID);
  expect(contactIdIn(`  {${ID.toUpperCase()}}\n`)).toBe(ID);
});

test("anything else is none", () => {
  for (const typed of ["", "jane@example.org", ID.slice(1), `${ID}0`, `{${ID}`, `${ID} ${ID}`]) {
    expect(contactIdIn(typed), typed).toBeUndefined();
  }
});
