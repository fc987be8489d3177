import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { anEgress } from "../testing/documents.ts";
import { aChange } from "../testing/fakeConfiguration.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aWorkflow } from "../testing/workflows.ts";

const SOFT = /^Soft bounces, too/;
const DOCUMENT = "/configuration/egress";

function show(prepare: (service: FakeService) => void = () => {}) {
  const service = new FakeService([aWorkflow({ id: "egress" })]);
  service.configuration.put("egress", anEgress(), { version: 4 });
  prepare(service);
  renderApp(service, "/workflows/egress/edit");
  service.snapshot();
  return service;
}

const puts = (service: FakeService) => service.requests.filter(({ method }) => method === "PUT");

async function edit() {
  await userEvent.click(await screen.findByLabelText(SOFT));
}

async function openDialog() {
  await userEvent.click(screen.getByRole("button", { name: "Save…" }));
  return within(await screen.findByRole("dialog", { name: /new version/ }));
}

async function saveVersion(dialog: ReturnType<typeof within>) {
  const button = dialog.getByRole("button", { name: "Save version" });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
}

describe("an editor", () => {
  test("has nothing to save until something is changed, or when the change is taken back", async () => {
    show();
    expect(await screen.findByText("Saved as version 4")).toBeVisible();
    expect(screen.getByRole("button", { name: "Save…" })).toBeDisabled();
    await edit();
    expect(screen.getByText("Unsaved changes")).toBeVisible();
    await edit();
    expect(screen.getByText("Saved as version 4")).toBeVisible();
  });

  test("has nothing to save when an optional value is entered and taken out again", async () => {
    show();
    const column = await screen.findByLabelText("Delivery log’s ID");
    await userEvent.type(column, "x");
    expect(screen.getByText("Unsaved changes")).toBeVisible();
    await userEvent.clear(column);
    expect(screen.getByText("Saved as version 4")).toBeVisible();
  });

  test("shows what changes before it saves over the version that was edited", async () => {
    const service = show();
    await screen.findByText("Saved as version 4");
    service.configuration.checked = { errors: [], warnings: [], changes: [aChange()] };
    await edit();
    const dialog = await openDialog();
    expect(await dialog.findByText("100 → 200 rows")).toBeVisible();
    await userEvent.type(dialog.getByLabelText("Why (optional)"), "For the campaign");
    await userEvent.type(dialog.getByLabelText("Your name (optional)"), "Zoë");
    await saveVersion(dialog);
    expect(await screen.findByText("Saved as version 5")).toBeVisible();
    const [put] = puts(service);
    expect(put?.headers["If-Match"]).toBe('"4"');
    expect(put?.body).toMatchObject({
      author: "Zoë",
      note: "For the campaign",
      content: { format: { bounces: ["hard", "soft"] } },
    });
    expect(localStorage.getItem("tidegate.author")).toBe("Zoë");
  });

  test("says at the field what is wrong, and does not save it", async () => {
    const service = show();
    await screen.findByText("Saved as version 4");
    service.configuration.checked = {
      errors: [
        { pointer: "/files/directory", message: "It is empty.", remedy: "Name a directory." },
      ],
      warnings: [],
      changes: [],
    };
    const directory = screen.getByLabelText("Directory");
    await userEvent.clear(directory);
    await waitFor(() => expect(directory).toBeInvalid());
    const field = directory.closest<HTMLElement>("[data-pointer]") as HTMLElement;
    expect(within(field).getByText("It is empty. Name a directory.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Go to the field" }));
    expect(directory).toHaveFocus();
    const dialog = await openDialog();
    expect(dialog.getByText(/It is empty/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Save version" })).toBeDisabled();
    expect(puts(service)).toEqual([]);
  });

  test("shows errors that only saving finds", async () => {
    const service = show();
    service.answers.set(`PUT ${DOCUMENT}`, {
      status: 422,
      body: {
        type: "/problems/invalid-configuration",
        detail: "There is an error.",
        errors: [{ pointer: "/contactTable", message: "There is no table x.", remedy: "" }],
      },
    });
    await edit();
    const dialog = await openDialog();
    await saveVersion(dialog);
    expect(await dialog.findByText(/There is no table x/)).toBeVisible();
    expect(screen.getByText("Unsaved changes")).toBeInTheDocument();
  });

  test("settles a conflict by keeping mine over theirs", async () => {
    const service = show();
    await edit();
    service.configuration.changes = [aChange({ subject: "their change" })];
    service.answers.set(`PUT ${DOCUMENT}`, {
      status: 412,
      body: { type: "/problems/version-conflict", detail: "The saved version is 5, not 4." },
    });
    service.configuration.put("egress", { ...anEgress(), batchSize: 7 }, { version: 5 });
    await saveVersion(await openDialog());
    const conflict = within(await screen.findByRole("alertdialog", { name: /Somebody else/ }));
    expect(await conflict.findByText("their change")).toBeVisible();
    service.answers.clear();
    await userEvent.click(conflict.getByRole("button", { name: "Keep mine" }));
    await saveVersion(within(await screen.findByRole("dialog", { name: /new version/ })));
    await waitFor(() => expect(puts(service)).toHaveLength(2));
    expect(puts(service)[1]?.headers["If-Match"]).toBe('"5"');
    expect(puts(service)[1]?.body).toMatchObject({
      content: { batchSize: 100, format: { bounces: ["hard", "soft"] } },
    });
  });

  test("settles a conflict by taking theirs", async () => {
    const service = show();
    await edit();
    service.answers.set(`PUT ${DOCUMENT}`, {
      status: 412,
      body: { type: "/problems/version-conflict", detail: "The saved version is 5, not 4." },
    });
    service.configuration.put("egress", anEgress(), { version: 5 });
    await saveVersion(await openDialog());
    await userEvent.click(await screen.findByRole("button", { name: "Load their version" }));
    expect(await screen.findByText("Saved as version 5")).toBeInTheDocument();
    expect(screen.getByLabelText(SOFT)).not.toBeChecked();
  });

  test("asks before changes are left behind", async () => {
    show();
    await edit();
    await userEvent.click(screen.getByRole("link", { name: "Privacy" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: /Leave without saving/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Stay" }));
    expect(screen.getByText("Unsaved changes")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("link", { name: "Privacy" }));
    await userEvent.click(await screen.findByRole("button", { name: "Leave" }));
    expect(await screen.findByText("Erase a person")).toBeVisible();
  });

  test("says when the configuration cannot be loaded", async () => {
    show((service) => service.answers.set(DOCUMENT, { status: 500, body: {} }));
    expect(
      await screen.findByText("The configuration could not be loaded", {}, { timeout: 6_000 }),
    ).toBeVisible();
  });
});
