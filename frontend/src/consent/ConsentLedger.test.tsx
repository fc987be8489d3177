import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { LedgerEntry } from "../api/types.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aFlow, aWorkflow } from "../testing/workflows.ts";

const ID = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
const LEDGER = `/consent/${ID}/ledger`;

function anEntry(special: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: 1,
    person: ID,
    channel: "email",
    origin: "campaign",
    decidedAt: "2026-11-24T14:05:12Z",
    agreedBefore: false,
    dynamicsOptedOut: false,
    campaignOptedOut: true,
    dynamicsModifiedAt: null,
    campaignModifiedAt: "2026-11-24T14:05:10Z",
    optedOut: true,
    decision: "propagated",
    policy: null,
    writtenTo: "dynamics",
    writtenAt: "2026-11-24T14:05:13Z",
    ...special,
  };
}

function show(...entries: LedgerEntry[]): FakeService {
  const service = new FakeService([
    aWorkflow({ id: "consent", flows: [aFlow({ id: "from-dynamics" })] }),
  ]);
  service.ledger = entries;
  renderApp(service, "/workflows/consent");
  service.snapshot();
  return service;
}

async function ask(typed: string): Promise<void> {
  await userEvent.type(await screen.findByLabelText("Contact ID"), typed.replace("{", "{{"));
  await userEvent.click(screen.getByRole("button", { name: "Show decisions" }));
}

describe("the consent ledger", () => {
  test("is on the page of the consent workflow only", async () => {
    const service = new FakeService([aWorkflow()]);
    renderApp(service, "/workflows/ingress");
    service.snapshot();
    expect(await screen.findByText("Flows")).toBeVisible();
    expect(screen.queryByText("Consent ledger")).not.toBeInTheDocument();
  });

  test("says what was decided, why, what each system said and where it was written", async () => {
    show(anEntry());
    await ask(`{${ID.toUpperCase()}}`);
    const entry = within((await screen.findByText(/^Opted out\./)).closest("li") as HTMLElement);
    expect(
      entry.getByText("Opted out. It was changed in Adobe Campaign; Dynamics 365 follows."),
    ).toBeVisible();
    expect(entry.getByText("E-mail")).toBeVisible();
    expect(
      entry.getByText(
        /^Dynamics 365: opted in · Adobe Campaign: opted out, changed .*10 · before: opted in$/,
      ),
    ).toBeVisible();
    expect(entry.getByText(/^Written to Dynamics 365, .*13$/)).toBeVisible();
  });

  test("names the policy that settled a conflict, and what is not written yet", async () => {
    show(
      anEntry({
        decision: "conflict",
        policy: "latestWins",
        origin: "both",
        optedOut: false,
        agreedBefore: null,
        writtenTo: "campaign",
        writtenAt: null,
      }),
    );
    await ask(ID);
    expect(
      await screen.findByText("Opted in. The systems disagreed; the latest change wins."),
    ).toBeVisible();
    expect(screen.getByText(/before: not known$/)).toBeVisible();
    expect(screen.getByText("Being written to Adobe Campaign")).toBeVisible();
  });

  test("says when the direction kept both sides as they are", async () => {
    show(anEntry({ decision: "kept", writtenTo: null, writtenAt: null }));
    await ask(ID);
    expect(await screen.findByText(/^Left as it is:/)).toBeVisible();
    expect(screen.getByText("Nothing to write")).toBeVisible();
  });

  test("shows channels, decisions and policies it does not know as the service names them", async () => {
    show(
      anEntry({ id: 2, channel: "fediverse", decision: "postponed" }),
      anEntry({ id: 1, decision: "conflict", policy: "coinToss" }),
    );
    await ask(ID);
    expect(await screen.findByText("Opted out. postponed")).toBeVisible();
    expect(screen.getByText("fediverse")).toBeVisible();
    expect(
      screen.getByText("Opted out. The systems disagreed; settled by coinToss."),
    ).toBeVisible();
  });

  test("is empty for a person nothing was decided about", async () => {
    show();
    await ask(ID);
    expect(await screen.findByText("Nothing was decided of this person’s consent")).toBeVisible();
  });

  test("refuses what is no contact id without asking the service", async () => {
    const service = show();
    await ask("jane@example.org");
    expect(await screen.findByText(/^This is no contact ID\./)).toBeVisible();
    expect(service.requests.filter(({ path }) => path.startsWith("/consent"))).toEqual([]);
  });

  test("offers another try when it cannot be loaded", async () => {
    const service = show(anEntry());
    service.answers.set(LEDGER, { status: 503, body: {} });
    await ask(ID);
    expect(
      await screen.findByText("The consent ledger could not be loaded", {}, { timeout: 6000 }),
    ).toBeVisible();
    service.answers.delete(LEDGER);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/^Opted out\./)).toBeVisible();
  }, 10_000);
});
