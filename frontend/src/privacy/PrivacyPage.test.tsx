import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Erasure } from "../api/types.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aWorkflow } from "../testing/workflows.ts";

const ID = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
/** Toasts have the role of a dialog too. */
const QUESTION = { name: "Erase this person from Tidegate?" };
const ERASURES = "/privacy/erasures";

function anErasure(special: Partial<Erasure> = {}): Erasure {
  return {
    id: 17,
    personHash: "9c56cc51b374",
    requestedAt: "2026-11-24T14:05:12Z",
    completedAt: "2026-11-24T14:05:43Z",
    removed: { queues: 2, deadLetters: 0, consentLedger: 4, audit: 1 },
    ...special,
  };
}

function show(...erasures: Erasure[]): FakeService {
  const service = new FakeService([aWorkflow()]);
  service.erasures = erasures;
  renderApp(service, "/privacy");
  service.snapshot();
  return service;
}

async function askFor(typed: string): Promise<void> {
  await userEvent.type(await screen.findByLabelText("Contact ID"), typed);
  await userEvent.click(screen.getByRole("button", { name: "Erase" }));
}

describe("the privacy page", () => {
  test("is reached from the navigation, which says where one is", async () => {
    const service = new FakeService([aWorkflow()]);
    renderApp(service);
    service.snapshot();
    const navigation = within(await screen.findByRole("navigation", { name: "Main" }));
    expect(navigation.getByRole("link", { name: "Workflows" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await userEvent.click(navigation.getByRole("link", { name: "Privacy" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Privacy" })).toBeVisible();
    expect(navigation.getByRole("link", { name: "Privacy" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    expect(navigation.getByRole("link", { name: "Workflows" })).not.toHaveAttribute("aria-current");
  });

  test("lists the proofs with what was removed", async () => {
    show(anErasure(), anErasure({ id: 16, removed: { queues: 0 } }));
    expect(
      await screen.findByText("Queued changes: 2 · Consent ledger: 4 · audit: 1"),
    ).toBeVisible();
    expect(screen.getByText("Nothing of this person was stored.")).toBeVisible();
    expect(screen.getAllByText("9c56cc51b374")).toHaveLength(2);
  });

  test("teaches what will be there when nobody was erased yet", async () => {
    show();
    expect(await screen.findByText("Nobody was erased yet")).toBeVisible();
  });

  test("erases a person only when the end of the id was typed again", async () => {
    const service = show();
    await askFor(ID.toUpperCase());
    const dialog = within(await screen.findByRole("alertdialog", QUESTION));
    const confirm = dialog.getByRole("button", { name: "Erase for good" });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByRole("textbox"), "0000");
    expect(confirm).toBeDisabled();
    await userEvent.clear(dialog.getByRole("textbox"));
    await userEvent.type(dialog.getByRole("textbox"), "4D21");
    service.erasures = [anErasure({ completedAt: null, removed: {} })];
    await userEvent.click(confirm);
    expect(service.posts()).toEqual([ERASURES]);
    expect(service.requests.find(({ method }) => method === "POST")?.body).toEqual({ person: ID });
    expect(await screen.findByText("Under way")).toBeVisible();
    expect(screen.getByLabelText("Contact ID")).toHaveValue("");
  });

  test("erases nobody when it is cancelled, or the id is none", async () => {
    const service = show();
    await askFor("jane@example.org");
    expect(await screen.findByText(/^This is no contact ID\./)).toBeVisible();
    expect(screen.queryByRole("alertdialog", QUESTION)).not.toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText("Contact ID"));
    await askFor(ID);
    await userEvent.click(
      within(await screen.findByRole("alertdialog", QUESTION)).getByRole("button", {
        name: "Cancel",
      }),
    );
    expect(service.posts()).toEqual([]);
  });

  test("looks again while an erasure is under way, and says when it is done", async () => {
    const service = show(anErasure({ completedAt: null, removed: {} }));
    expect(await screen.findByText("Under way")).toBeVisible();
    expect(screen.getByText("Nothing found so far.")).toBeVisible();
    service.erasures = [anErasure()];
    await waitFor(() => expect(screen.getByText("Completed")).toBeVisible(), { timeout: 5000 });
    expect(await screen.findByText("Erasure no. 17 is completed.")).toBeInTheDocument();
  }, 15_000);

  test("says why an erasure could not be asked for", async () => {
    const service = show();
    await askFor(ID);
    const dialog = within(await screen.findByRole("alertdialog", QUESTION));
    await userEvent.type(dialog.getByRole("textbox"), "4d21");
    service.answers.set(ERASURES, { status: 503, body: { detail: "The database is away." } });
    await userEvent.click(dialog.getByRole("button", { name: "Erase for good" }));
    expect(
      await screen.findByText("The erasure could not be asked for. The database is away."),
    ).toBeInTheDocument();
  });

  test("offers another try when the proofs cannot be loaded", async () => {
    const service = new FakeService([aWorkflow()]);
    service.answers.set(ERASURES, { status: 500, body: {} });
    renderApp(service, "/privacy");
    expect(
      await screen.findByText("The erasures could not be loaded", {}, { timeout: 6000 }),
    ).toBeVisible();
    service.answers.delete(ERASURES);
    service.erasures = [anErasure()];
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Completed")).toBeVisible();
  }, 10_000);
});
