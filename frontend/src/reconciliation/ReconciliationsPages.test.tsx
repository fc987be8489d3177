import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Difference, Reconciliation } from "../api/types.ts";
import { aDifference, aReconciliation } from "../testing/reconciliations.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

const DIFFERENCES = [
  aDifference({ id: 103, key: "k-103", kind: "surplus", fields: [] }),
  aDifference({ id: 102, key: "k-102", state: "repaired" }),
  aDifference({ id: 101, key: "k-101" }),
];
const PREVIEW = { count: 2, writes: 1, deletions: 0, left: 1, upTo: 103 };

function show(path: string, one: Reconciliation, differences: Difference[] = DIFFERENCES) {
  const service = new FakeService([
    aWorkflow({ status: "STOPPED", flows: [aFlow(), aFlow({ id: "account" })] }),
    aWorkflow({ id: "egress", flows: [aFlow({ id: "email-open" })] }),
  ]);
  const answers = {
    "GET /reconciliations": { reconciliations: [one], next: null },
    [`/reconciliations/${one.id}`]: one,
    [`/reconciliations/${one.id}/differences`]: { differences, next: null },
    [`/reconciliations/${one.id}/repair/preview`]: PREVIEW,
    [`/reconciliations/${one.id}/repair`]: PREVIEW,
  };
  for (const [asked, body] of Object.entries(answers)) {
    service.answers.set(asked, { status: 200, body });
  }
  renderApp(service, path);
  service.snapshot();
  return service;
}

const bodies = (service: FakeService, path: string) =>
  service.requests.filter((request) => request.path === path).map(({ body }) => body);

describe("the page of reconciliations", () => {
  test("starts one of a flow that can be compared, and tells why it may not", async () => {
    const service = show("/reconciliations", aReconciliation());
    service.answers.set("POST /reconciliations", {
      status: 409,
      body: { detail: "A reconciliation of account is under way.", remedy: "Wait." },
    });
    const flow = await screen.findByRole("button", { name: "contact Flow" });
    act(() => flow.focus());
    await userEvent.keyboard("{ArrowRight}");
    expect(flow).toHaveTextContent("account");
    await userEvent.click(screen.getByRole("button", { name: "Start reconciliation" }));
    expect(
      await screen.findByText("A reconciliation of account is under way. Wait."),
    ).toBeVisible();
    expect(bodies(service, "/reconciliations").filter(Boolean)).toEqual([
      { workflow: "ingress", flow: "account" },
    ]);
  });

  test("follows the one that runs until it has ended, and announces that", async () => {
    const running = aReconciliation({ status: "RUNNING", endedAt: null, phase: "readingSource" });
    const service = show("/reconciliations", running);
    expect(await screen.findByText("Reading the source (step 2 of 5)")).toBeVisible();
    expect(screen.getByRole("progressbar", { name: "Dynamics 365 · contact" })).toHaveAttribute(
      "aria-valuetext",
      "3,000 of 3,000",
    );
    const done = { reconciliations: [aReconciliation()], next: null };
    service.answers.set("GET /reconciliations", { status: 200, body: done });
    expect(await screen.findByText("Reconciliation no. 12: Completed")).toBeInTheDocument();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });
});

describe("the page of a reconciliation", () => {
  test("repairs the chosen ones alone, after telling what that does and what is left", async () => {
    const service = show("/reconciliations/12", aReconciliation());
    expect(await screen.findByRole("checkbox", { name: "Choose record k-102" })).toBeDisabled();
    await userEvent.click(screen.getByRole("checkbox", { name: /^Choose all open/ }));
    await userEvent.click(screen.getByRole("button", { name: "Repair" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/^1 record is read at the source and written/)).toBeVisible();
    expect(dialog.getByText("1 is left as it is:")).toBeVisible();
    expect(dialog.getByText(/^Surplus records are deleted only where/)).toBeVisible();
    expect(dialog.queryByText(/^Of duplicates/)).toBeNull();
    expect(dialog.getByText(/^The workflow does not run/)).toBeVisible();
    expect(bodies(service, "/reconciliations/12/repair")).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Repair" }));
    expect(bodies(service, "/reconciliations/12/repair/preview")).toEqual([{ ids: [103, 101] }]);
    expect(bodies(service, "/reconciliations/12/repair")).toEqual([{ ids: [103, 101] }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("repairs all that its address narrows it to, up to what the preview counted", async () => {
    const service = show("/reconciliations/12?kind=different&field=42", aReconciliation());
    await userEvent.click(await screen.findByRole("button", { name: "Repair all" }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText(/^1 record is read/);
    await userEvent.click(dialog.getByRole("button", { name: "Repair" }));
    expect(bodies(service, "/reconciliations/12/repair")).toEqual([
      { kind: "different", field: "42", upTo: 103 },
    ]);
  });

  test("offers no repair while it runs, nor while the database is away", async () => {
    const service = show(
      "/reconciliations/12",
      aReconciliation({ status: "RUNNING", endedAt: null, phase: "confirming" }),
    );
    const cancel = await screen.findByRole("button", { name: "Cancel reconciliation" });
    expect(await screen.findByText("k-101")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Repair/ })).toBeNull();
    const ended = aReconciliation({ status: "CANCELLED" });
    service.answers.set("/reconciliations/12/cancel", { status: 200, body: ended });
    service.answers.set("/reconciliations/12", { status: 200, body: ended });
    await userEvent.click(cancel);
    expect(
      await screen.findByRole("heading", { name: "The reconciliation was cancelled" }),
    ).toBeVisible();
    const repair = screen.getByRole("button", { name: "Repair all" });
    const away = aCondition({ code: "databaseUnavailable", system: "database", flow: null });
    service.change(aWorkflow({ condition: away }));
    await waitFor(() => expect(repair).toBeDisabled());
  });

  test("opens a difference with what both sides have now; markup is text", async () => {
    const MARKUP = `<img src=x onerror="document.title='executed'">`;
    const service = show("/reconciliations/12", aReconciliation());
    service.answers.set("/reconciliations/12/differences/101", {
      status: 200,
      body: {
        ...aDifference(),
        why: null,
        values: [
          { field: "email", source: "jane@example.org", target: MARKUP, differs: true },
          { field: "city", source: "Rome", target: "Rome", differs: false },
        ],
      },
    });
    const opener = await screen.findByRole("button", { name: "Values of record k-101" });
    expect(opener).toHaveAttribute("aria-expanded", "false");
    await userEvent.click(opener);
    const row = within(await screen.findByRole("row", { name: /^email jane@/ }));
    expect(row.getByText(MARKUP)).toBeVisible();
    expect(row.getByText("differs")).toBeVisible();
    expect(screen.getAllByText("differs")).toHaveLength(1);
    expect(document.querySelector("img[onerror]")).toBeNull();
    expect(opener).toHaveAttribute("aria-expanded", "true");
  });

  for (const id of ["13", "x"]) {
    test(`says that there is no ${id}`, async () => {
      const service = show(`/reconciliations/${id}`, aReconciliation());
      service.answers.set("/reconciliations/13", { status: 404, body: { detail: "None." } });
      expect(
        await screen.findByRole("heading", { name: `There is no reconciliation no. ${id}` }),
      ).toBeVisible();
    });
  }
});
