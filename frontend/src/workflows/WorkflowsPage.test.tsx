import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Workflow } from "../api/types.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

const NAME = "Microsoft Dynamics 365 to Campaign";
const LATER = "2026-11-24T13:05:00Z";

function show(workflow: Workflow, language: "en" | "it" = "en"): FakeService {
  const service = new FakeService([workflow]);
  renderApp(service, "/", language);
  service.snapshot();
  return service;
}

const row = () => screen.findByRole("row", { name: new RegExp(NAME) });

describe("the list", () => {
  test("shows name, status, backlog and the time left", async () => {
    show(aWorkflow());
    const shown = within(await row());
    expect(shown.getByRole("link", { name: NAME })).toHaveAttribute("href", "/workflows/ingress");
    expect(shown.getByText("Running")).toBeVisible();
    expect(shown.getByText("12,340")).toBeVisible();
    expect(shown.getByText(/about 3 min left/)).toBeVisible();
  });

  test("shows what is pushed, at once", async () => {
    const service = show(aWorkflow());
    await row();
    service.change(aWorkflow({ backlog: 11_999, status: "STOPPING" }));
    expect(within(await row()).getByText("11,999")).toBeVisible();
    expect(within(await row()).getByText("Stopping")).toBeVisible();
  });

  test("says in words why a workflow is held up", async () => {
    show(aWorkflow({ condition: aCondition() }));
    expect(
      await screen.findByText(/^Throttled by Adobe Campaign until \d\d:05:12\.$/),
    ).toBeVisible();
  });

  test("names the flow of a condition where there are several", async () => {
    show(
      aWorkflow({
        condition: aCondition({ flow: "account" }),
        flows: [aFlow(), aFlow({ id: "account" })],
      }),
    );
    expect(await screen.findByText(/^account: Throttled by/)).toBeVisible();
  });

  test("shows the service's sentence for a condition it does not know", async () => {
    show(
      aWorkflow({ condition: aCondition({ code: "leapSecond", message: "Time stands still." }) }),
    );
    expect(await screen.findByText("Time stands still.")).toBeVisible();
  });

  test("shows cause and remedy of a failure", async () => {
    show(
      aWorkflow({
        status: "FAILED",
        failure: {
          code: "unusable",
          system: "dynamics",
          cause: "The client secret was refused.",
          remedy: "Enter a valid client secret.",
          at: LATER,
        },
      }),
    );
    expect(await screen.findByText("The client secret was refused.")).toBeVisible();
    expect(screen.getByText("Enter a valid client secret.")).toBeVisible();
    expect(screen.getByRole("button", { name: `Start ${NAME}` })).toBeEnabled();
  });

  test("is in Italian for those who read Italian", async () => {
    show(aWorkflow(), "it");
    expect(await screen.findByRole("heading", { name: "Flussi di lavoro" })).toBeVisible();
    expect(screen.getByText("In esecuzione")).toBeVisible();
    expect(screen.getByText("12.340")).toBeVisible();
  });

  test("teaches what a workflow is when there is none", async () => {
    const service = new FakeService([]);
    renderApp(service);
    service.snapshot();
    expect(await screen.findByText("No workflows yet")).toBeVisible();
  });
});

describe("the toggle", () => {
  test("starts a stopped workflow and shows the service's status, not a guess", async () => {
    const service = show(aWorkflow({ status: "STOPPED" }));
    service.answers.set("/workflows/ingress/start", "never");
    await userEvent.click(await screen.findByRole("button", { name: `Start ${NAME}` }));
    expect(service.posts()).toEqual(["/workflows/ingress/start"]);
    expect(within(await row()).getByText("Stopped")).toBeVisible();
    service.change(aWorkflow({ status: "STARTING", since: LATER }));
    expect(within(await row()).getByText("Starting")).toBeVisible();
  });

  test("shows the answer even when nothing is pushed", async () => {
    const service = show(aWorkflow({ status: "STOPPED" }));
    service.answers.set("/workflows/ingress/start", {
      status: 202,
      body: aWorkflow({ status: "STARTING", since: LATER }),
    });
    await userEvent.click(await screen.findByRole("button", { name: `Start ${NAME}` }));
    expect(await screen.findByText("Starting")).toBeVisible();
  });

  test("does not let an answer overtake what was pushed after it", async () => {
    const service = show(aWorkflow({ status: "STOPPED" }));
    await row();
    service.change(aWorkflow({ status: "RUNNING", since: "2026-11-24T13:06:00Z" }));
    service.answers.set("/workflows/ingress/stop", {
      status: 202,
      body: aWorkflow({ status: "STOPPING", since: LATER }),
    });
    await userEvent.click(await screen.findByRole("button", { name: `Stop ${NAME}` }));
    await waitFor(() => expect(service.posts()).toHaveLength(1));
    expect(within(await row()).getByText("Running")).toBeVisible();
  });

  test("does nothing while the workflow is between two states", async () => {
    const service = show(aWorkflow({ status: "STOPPING" }));
    const button = await screen.findByRole("button", { name: new RegExp(`${NAME} is stopping`) });
    expect(button).toHaveAttribute("aria-disabled", "true");
    await userEvent.click(button);
    expect(service.posts()).toEqual([]);
  });

  test("stops at once when nothing was edited", async () => {
    const service = show(aWorkflow());
    await userEvent.click(await screen.findByRole("button", { name: `Stop ${NAME}` }));
    expect(service.posts()).toEqual(["/workflows/ingress/stop"]);
  });

  test("warns and asks before it stops a workflow that was edited", async () => {
    const service = show(aWorkflow({ changesPending: true }));
    expect(await screen.findByText("Changes pending")).toBeVisible();
    const stop = screen.getByRole("button", { name: `Stop ${NAME}` });
    expect(stop).toHaveAccessibleDescription(/Edited since its last start/);
    await userEvent.click(stop);
    expect(service.posts()).toEqual([]);
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Stop" }));
    expect(service.posts()).toEqual(["/workflows/ingress/stop"]);
  });

  test("says why the service refused", async () => {
    const service = show(aWorkflow({ status: "STOPPED" }));
    service.answers.set("/workflows/ingress/start", {
      status: 409,
      body: { detail: "The workflow is stopping.", remedy: "Start it when it has stopped." },
    });
    await userEvent.click(await screen.findByRole("button", { name: `Start ${NAME}` }));
    expect(
      await screen.findByText(
        `${NAME} could not be started. The workflow is stopping. Start it when it has stopped.`,
      ),
    ).toBeInTheDocument();
  });

  test("says when the service cannot be reached", async () => {
    const service = show(aWorkflow({ status: "STOPPED" }));
    service.answers.set("/workflows/ingress/start", "unreachable");
    await userEvent.click(await screen.findByRole("button", { name: `Start ${NAME}` }));
    expect(await screen.findByText(/Tidegate cannot be reached/)).toBeInTheDocument();
  });
});

describe("without the service", () => {
  test("loading is said to those who do not see the skeleton", async () => {
    const service = new FakeService([]);
    service.answers.set("/workflows", "never");
    renderApp(service);
    expect(await screen.findByRole("status", { name: "Loading workflows" })).toBeVisible();
  });

  test("an error offers another try, and a snapshot heals it", async () => {
    const service = new FakeService([aWorkflow()]);
    service.answers.set("/workflows", { status: 500, body: {} });
    renderApp(service);
    expect(
      await screen.findByText("The workflows could not be loaded", {}, { timeout: 6000 }),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
    service.snapshot();
    expect(await row()).toBeVisible();
  }, 10_000);

  test("a lost connection is said with the age of the numbers, which are marked as old", async () => {
    const service = show(aWorkflow());
    await row();
    service.socket.drop();
    expect(
      await screen.findByText(/Reconnecting to Tidegate… Data as of \d\d:\d\d:\d\d\./),
    ).toBeVisible();
    expect(screen.getByText("12,340").closest("[data-stale]")).not.toBeNull();
    await waitFor(() => expect(service.sockets).toHaveLength(2));
    service.snapshot([aWorkflow({ backlog: 7 })]);
    await waitFor(() => expect(screen.queryByText(/Data as of/)).not.toBeInTheDocument());
    expect(screen.getByText("7").closest("[data-stale]")).toBeNull();
  });
});
