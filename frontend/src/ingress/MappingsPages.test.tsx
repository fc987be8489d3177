import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aFlow, aWorkflow } from "../testing/workflows.ts";
import type { IngressFlow } from "./model/flow.ts";

const contact: IngressFlow = {
  id: "contact",
  enabled: true,
  mapping: {
    entity: "contact",
    sourceKey: "contactid",
    resource: "profile",
    targetKey: "externalId",
    attributes: [
      { target: "firstName", source: "firstname", conversion: { type: "text", maxLength: 30 } },
      { target: "cusOrigin", constant: "CRM" },
    ],
  },
};
const account: IngressFlow = {
  ...contact,
  id: "account",
  mapping: { ...contact.mapping, entity: "account", resource: "cusAccount", attributes: [] },
};
const readAt = "2026-11-24T14:00:00Z";
const entity = {
  name: "contact",
  label: "Contact",
  primaryId: "contactid",
  changeTracking: true,
  attributes: [
    { name: "firstname", label: "First Name", type: "String", maxLength: 50 },
    { name: "lastname", label: "Last Name", type: "String", maxLength: 50 },
  ],
  readAt,
};
const resource = {
  name: "profile",
  label: "Profiles",
  fields: [
    { name: "externalId", label: "External ID", type: "string" },
    { name: "firstName", label: "First name", type: "string", maxLength: 30 },
    { name: "cusOrigin", label: "Origin", type: "string" },
  ],
  filters: [{ name: "byExternalId", parameters: ["externalId_parameter"] }],
  readAt,
};

let service: FakeService;
const answer = (path: string, body: unknown, status = 200) =>
  service.answers.set(path, { status, body });
const checked = (errors: unknown[]) =>
  answer("/configuration/ingress/check", { errors, warnings: [], changes: [] });
const bodiesTo = (method: string, path: string) =>
  service.requests
    .filter((one) => one.method === method && one.path === path)
    .map((one) => one.body);

beforeEach(() => {
  service = new FakeService([aWorkflow({ flows: [aFlow()] })]);
  const saved = { document: "ingress", version: 3, savedAt: readAt, author: "ada", note: null };
  answer("/configuration/ingress", { ...saved, content: { flows: [contact, account] } });
  answer("/schema/dynamics/entities", { entities: [entity], readAt });
  answer("/schema/campaign/resources", { resources: [resource], readAt });
  answer("/schema/dynamics/entities/contact", entity);
  answer("/schema/campaign/resources/profile", resource);
  checked([]);
});

function show(path: string) {
  renderApp(service, path);
  service.snapshot();
}

test("every mapping is listed with its tables and how it does", async () => {
  show("/workflows/ingress/edit");
  const row = within(await screen.findByRole("row", { name: /^contact/ }));
  expect(await row.findByText("Profiles")).toBeVisible();
  expect(row.getByText("2 fields")).toBeVisible();
  expect(row.getByText("12,340 records waiting")).toBeVisible();
  const other = within(screen.getByRole("row", { name: /^account/ }));
  expect(other.getByText("From the next start")).toBeVisible();
  expect(other.getByRole("button", { name: "Replay account" })).toBeDisabled();
});

test("a mapping on which another hangs cannot be deleted, and it is said which", async () => {
  const message = "There is no flow contact.";
  checked([{ pointer: "/flows/0/mapping/links/0/flow", message, remedy: "Remove the link." }]);
  show("/workflows/ingress/edit");
  await userEvent.click(await screen.findByRole("button", { name: "Delete contact" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/12,340 records wait in its queue/)).toBeVisible();
  expect(await dialog.findByText(/account: There is no flow contact/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Delete mapping" })).toBeDisabled();
});

test("a replay is confirmed only once it is known how many records it reads", async () => {
  const path = "/workflows/ingress/flows/contact/replay";
  service.answers.set(`${path}/preview`, "never");
  show("/workflows/ingress/edit");
  await userEvent.click(await screen.findByRole("button", { name: "Replay contact" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("button", { name: "Replay" })).toBeDisabled();
  answer(`${path}/preview`, { records: 1, exact: true });
  await userEvent.click(dialog.getByText("By ID"));
  const ids = ["7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21"];
  await userEvent.click(dialog.getByLabelText("Record IDs"));
  await userEvent.paste(ids[0]);
  expect(await dialog.findByText("1 record will be read.")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Replay" }));
  expect(bodiesTo("POST", path)).toEqual([{ kind: "ids", ids }]);
});

test("an edit goes into the whole document, which is checked", async () => {
  show("/workflows/ingress/edit/contact");
  await userEvent.click(await screen.findByRole("switch", { name: "Apply updates to firstName" }));
  const [first, second] = contact.mapping.attributes;
  const attributes = [{ ...first, applyUpdates: false }, second];
  await waitFor(() =>
    expect(bodiesTo("POST", "/configuration/ingress/check").at(-1)).toMatchObject({
      content: { flows: [{ id: "contact", mapping: { attributes } }, { id: "account" }] },
    }),
  );
  expect(screen.getByText("Unsaved changes")).toBeVisible();
  await userEvent.click(screen.getByRole("switch", { name: "Apply updates to firstName" }));
  expect(screen.getByText("Saved as version 3")).toBeVisible();
});

test("a misfit stands in its row, and at its field while the row is open", async () => {
  const message = "firstName takes 30 characters, not 300.";
  const pointer = "/flows/0/mapping/attributes/0/conversion/maxLength";
  checked([{ pointer, message, remedy: "Set the length to 30." }]);
  show("/workflows/ingress/edit/contact");
  const sentence = `${message} Set the length to 30.`;
  expect(await screen.findByText(sentence)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Edit firstName" }));
  expect(screen.getByRole("textbox", { name: "Characters at most" })).toHaveAccessibleDescription(
    expect.stringContaining(sentence),
  );
});

test("what is tried is the draft, and what is refused is told at the field", async () => {
  const field = { target: "firstName", source: "firstname", before: 7, after: null };
  const problem = "It is not a text.";
  const fields = [{ ...field, problem }];
  answer("/mappings/try", {
    records: [{ key: "one", filteredOut: false, problem: "Refused.", fields }],
  });
  show("/workflows/ingress/edit/contact");
  await userEvent.click(await screen.findByRole("button", { name: "Try 1 record" }));
  expect(await screen.findByText(problem)).toBeVisible();
  expect(screen.getByText("Would be refused")).toBeVisible();
  expect(bodiesTo("POST", "/mappings/try")).toMatchObject([
    { flow: { id: "contact" }, records: 1 },
  ]);
});
