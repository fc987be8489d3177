import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Workflow } from "../api/types.ts";
import { aChange } from "../testing/fakeConfiguration.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aFlow, aWorkflow } from "../testing/workflows.ts";

const NAME = "Microsoft Dynamics 365 to Campaign";

function show(workflow: Workflow, path = "/", prepare: (service: FakeService) => void = () => {}) {
  const service = new FakeService([workflow]);
  prepare(service);
  renderApp(service, path);
  service.snapshot();
  return service;
}

test("the pencil leads to the workflow's editor", async () => {
  show(aWorkflow());
  expect(await screen.findByRole("link", { name: `Edit ${NAME}` })).toHaveAttribute(
    "href",
    "/workflows/ingress/edit",
  );
});

describe("pending changes", () => {
  const pending = (service: FakeService) => {
    service.configuration.changes = [aChange()];
  };

  test("are listed on the workflow's page", async () => {
    show(aWorkflow({ changesPending: true }), "/workflows/ingress", pending);
    const section = within(await screen.findByRole("region", { name: "Changes pending" }));
    expect(await section.findByText("100 → 200 rows")).toBeVisible();
  });

  test("are listed before the workflow is stopped", async () => {
    const service = show(aWorkflow({ changesPending: true }), "/", pending);
    await userEvent.click(await screen.findByRole("button", { name: `Stop ${NAME}` }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(await dialog.findByText("100 → 200 rows")).toBeVisible();
    expect(service.posts()).toEqual([]);
  });
});

test("a start that lacks something leads to where it is entered", async () => {
  const service = show(aWorkflow({ status: "STOPPED" }));
  service.configuration.put("connections", {});
  service.answers.set("/workflows/ingress/start", {
    status: 409,
    body: {
      type: "/problems/not-configured",
      detail: "The connection to Campaign is missing.",
      remedy: "Enter it on the page Connections.",
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: `Start ${NAME}` }));
  const dialog = within(await screen.findByRole("alertdialog", { name: /cannot be started yet/ }));
  expect(dialog.getByText("The connection to Campaign is missing.")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Go to Connections" }));
  expect(await screen.findByRole("heading", { name: "Connections" })).toBeVisible();
});

describe("the guide", () => {
  const fresh = aWorkflow({
    status: "STOPPED",
    flows: [aFlow({ read: 0, written: 0, backlog: 0 })],
  });

  test("leads a new installation to its connections first, then to the mapping", async () => {
    const service = show(fresh, "/", ({ configuration }) =>
      configuration.put("connections", {}, { version: 0 }),
    );
    expect(await screen.findByRole("heading", { name: "Set up Tidegate" })).toBeVisible();
    expect(document.querySelector("[aria-current=step]")).toHaveTextContent("Connections");
    service.configuration.put("connections", {}, { version: 1 });
    await userEvent.click(screen.getByRole("link", { name: "Enter connections" }));
    await userEvent.click(await screen.findByRole("link", { name: "Workflows" }));
    expect(await screen.findByText("Map tables")).toBeVisible();
    expect(document.querySelector("[aria-current=step]")).toHaveTextContent("Mapping");
  });

  test("goes away once something was read", async () => {
    show(aWorkflow({ status: "STOPPED" }));
    expect(await screen.findByRole("button", { name: `Start ${NAME}` })).toBeVisible();
    expect(screen.queryByText("Set up Tidegate")).toBeNull();
  });
});
