import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Trace, TraceStep } from "../api/types.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

function aStep(special: Partial<TraceStep> = {}): TraceStep {
  return {
    at: "2026-11-24T14:00:00Z",
    step: "written",
    operation: "UPSERT",
    readAt: "2026-11-24T13:59:58Z",
    position: 52_001,
    lane: 3,
    version: null,
    attempts: 1,
    answer: null,
    deadLetter: null,
    ahead: null,
    eta: null,
    ...special,
  };
}

const JOURNEY: Trace = {
  truncated: false,
  records: [
    {
      workflow: "ingress",
      flow: "contact",
      direction: "dynamicsToCampaign",
      key: "c-1",
      target: "/profileAndServices/profile/@p1",
      steps: [
        aStep({ step: "held", ahead: 1_204, position: 52_004, attempts: 0 }),
        aStep({ step: "refused", version: 7, deadLetter: 5, answer: "<b>too long</b>" }),
        aStep({ step: "teleported" as never }),
      ],
    },
  ],
};

function ask(trace: Trace, typed: string) {
  const held = aCondition({ code: "schemaMismatch", message: "No column nickname.", until: null });
  const service = new FakeService([aWorkflow({ flows: [aFlow({ condition: held })] })]);
  service.answers.set("/trace", { status: 200, body: trace });
  renderApp(service, "/trace");
  service.snapshot();
  const asked = async () => {
    await userEvent.type(await screen.findByLabelText("E-mail address, ID or key"), typed);
    await userEvent.keyboard("{Enter}");
  };
  return { service, asked: asked() };
}

test("a journey tells each step, why it is held, and where more is known", async () => {
  const { service, asked } = ask(JOURNEY, " jane@example.org");
  await asked;
  const steps = within(await screen.findByRole("list", { name: /^Journey of c-1/ }));
  const held = within(steps.getAllByRole("listitem")[0] as HTMLElement);
  expect(held.getByText("Held: its flow does not move")).toBeVisible();
  expect(held.getByText("1,204 records before it · time left not known")).toBeVisible();
  expect(held.getByText("No column nickname.")).toBeVisible();
  expect(steps.getByRole("link", { name: /version 7/ })).toHaveAttribute(
    "href",
    "/configuration/ingress/versions",
  );
  expect(steps.getByText("<b>too long</b>")).toBeVisible();
  expect(steps.getByRole("link", { name: "Dead letter no. 5" })).toHaveAttribute(
    "href",
    "/dead-letters/5",
  );
  expect(steps.getByText("teleported")).toBeVisible();
  expect(service.requests.filter(({ path }) => path === "/trace")[0]).toMatchObject({
    method: "POST",
    body: { email: "jane@example.org", limit: 100 },
  });
});

test("whose journey it is stays out of the address and of every storage", async () => {
  await ask(JOURNEY, "jane@example.org").asked;
  await screen.findByRole("list", { name: /^Journey of c-1/ });
  const kept = [window.location.href, JSON.stringify(window.history.state)];
  const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
  expect([...kept, ...stored].join()).not.toContain("jane");
});

test("older steps are asked for by the oldest that is settled, and join their record", async () => {
  const steps = [aStep(), aStep({ at: "2026-11-24T13:00:00.123456Z" })];
  const records = JOURNEY.records.map((record) => ({ ...record, steps }));
  const { service, asked } = ask({ records, truncated: true }, "c-1");
  await asked;
  const more = await screen.findByRole("button", { name: "Show more" });
  const older = records.map((record) => ({ ...record, steps: [aStep({ step: "deleted" })] }));
  service.answers.set("/trace", { status: 200, body: { records: older, truncated: false } });
  await userEvent.click(more);
  expect(await screen.findByText("Deleted in Adobe Campaign")).toBeVisible();
  expect(screen.getByRole("list", { name: /^Journey of c-1/ }).children).toHaveLength(3);
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  expect(service.requests.filter(({ path }) => path === "/trace")[1]).toMatchObject({
    body: { key: "c-1", limit: 100, before: "2026-11-24T13:00:00.123456Z" },
  });
});

test("that nothing is known is said, and nothing is asked for nothing", async () => {
  const { service, asked } = ask({ records: [], truncated: false }, " ");
  await asked;
  expect(screen.getByText(/^Enter an e-mail address/)).toBeVisible();
  expect(service.posts()).toEqual([]);
  await userEvent.type(screen.getByLabelText("E-mail address, ID or key"), "x{Enter}");
  expect(await screen.findByText("Nothing is known of it")).toBeVisible();
});
