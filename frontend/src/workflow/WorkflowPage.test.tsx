import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Workflow } from "../api/types.ts";
import { aDeadLetter } from "../testing/deadLetters.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

function show(workflow: Workflow, prepare: (service: FakeService) => void = () => {}) {
  const service = new FakeService([workflow]);
  prepare(service);
  renderApp(service, "/workflows/ingress");
  service.snapshot();
  return service;
}

test("shows every number of every flow", async () => {
  show(aWorkflow({ flows: [aFlow({ failed: 3 }), aFlow({ id: "account", backlog: 0 })] }));
  const contact = within((await screen.findByRole("row", { name: /^contact/ })) as HTMLElement);
  for (const number of ["12,340", "0/s", "69/s", "100,000", "87,660", "3", "3 min"]) {
    expect(contact.getByText(number)).toBeVisible();
  }
  expect(screen.getByRole("row", { name: /^account/ })).toBeVisible();
});

test("puts the chart into words", async () => {
  show(aWorkflow());
  expect(
    await screen.findByRole("img", { name: /Backlog\. Now 12,340; highest 12,340 at/ }),
  ).toBeInTheDocument();
});

test("offers the chart as a table", async () => {
  show(aWorkflow());
  await userEvent.click(await screen.findByRole("button", { name: "Show as a table" }));
  const table = screen.getByRole("table", { name: "Backlog and rates, minute by minute" });
  await waitFor(() => expect(within(table).getByText("12,340")).toBeVisible());
});

test("a workflow that does not exist is said to be missing", async () => {
  const service = new FakeService([aWorkflow()]);
  renderApp(service, "/workflows/nowhere");
  service.snapshot();
  expect(await screen.findByRole("heading", { name: /no workflow “nowhere”/ })).toBeVisible();
});

test("an address without a page says so", async () => {
  renderApp(new FakeService([]), "/nowhere/at/all");
  expect(await screen.findByRole("heading", { name: "There is no page here" })).toBeVisible();
});

describe("dead letters", () => {
  const letter = aDeadLetter();

  test("are listed with reason and record, and lead to all that is known of them", async () => {
    show(aWorkflow({ flows: [aFlow({ failed: 1 })] }), (service) => {
      service.deadLetters = [letter];
    });
    expect(await screen.findByRole("link", { name: letter.reason })).toHaveAttribute(
      "href",
      "/dead-letters/7",
    );
    expect(screen.getByText(letter.key)).toBeVisible();
    expect(screen.getByText("2 attempts")).toBeVisible();
    expect(screen.getByRole("link", { name: "Show all dead letters" })).toHaveAttribute(
      "href",
      "/dead-letters?workflow=ingress",
    );
  });

  test("explain themselves when there are none", async () => {
    show(aWorkflow());
    expect(await screen.findByText("No dead letters")).toBeVisible();
  });

  test("are read again when there are more of them", async () => {
    const service = show(aWorkflow());
    await screen.findByText("No dead letters");
    service.deadLetters = [letter];
    service.change(aWorkflow({ flows: [aFlow({ failed: 1 })] }));
    expect(await screen.findByText(letter.reason, {}, { timeout: 5000 })).toBeVisible();
  }, 10_000);
});

describe("a replay", () => {
  const REPLAY = "/workflows/ingress/flows/contact/replay";

  test("is explained before it is asked for", async () => {
    const service = show(aWorkflow(), ({ answers }) =>
      answers.set(`${REPLAY}/preview`, { status: 200, body: { records: 8214, exact: true } }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Replay contact" }));
    const dialog = within(await screen.findByRole("dialog", { name: /Replay contact/ }));
    expect(dialog.getByText(/reads the records again/)).toBeVisible();
    expect(await dialog.findByText("8,214 records will be read.")).toBeVisible();
    expect(service.posts()).not.toContain(REPLAY);
    await userEvent.click(dialog.getByRole("button", { name: "Replay" }));
    expect(service.posts()).toContain(REPLAY);
  });

  test("can be thought better of", async () => {
    const service = show(aWorkflow());
    await userEvent.click(await screen.findByRole("button", { name: "Replay contact" }));
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(service.posts()).not.toContain(REPLAY);
  });
});

describe("held deletions", () => {
  const held = aCondition({
    code: "deletionsHeld",
    until: null,
    message: "8,214 of 100,000 contacts are gone at the source.",
  });
  const workflow = aWorkflow({ condition: held, flows: [aFlow({ condition: held })] });

  test("are approved only after a second question", async () => {
    const service = show(workflow);
    expect(await screen.findByText(held.message)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Approve deletions" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: /Delete these records/ }));
    expect(service.posts()).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Approve deletions" }));
    expect(service.requests.at(-1)).toMatchObject({
      path: "/workflows/ingress/flows/contact/deletions",
      body: { decision: "approve" },
    });
  });

  test("can be rejected", async () => {
    const service = show(workflow);
    await userEvent.click(await screen.findByRole("button", { name: "Reject deletions" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: /Keep these records/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Reject deletions" }));
    expect(service.requests.at(-1)).toMatchObject({ body: { decision: "reject" } });
  });
});
