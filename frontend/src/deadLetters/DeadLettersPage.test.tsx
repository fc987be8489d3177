import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { DeadLetterDetail } from "../api/types.ts";
import { aDeadLetter } from "../testing/deadLetters.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

const LETTERS = [
  aDeadLetter({ id: 9, key: "nine" }),
  aDeadLetter({ id: 8, key: "eight", superseded: true }),
  aDeadLetter({ id: 7, key: "seven", reasonCode: "somethingNew" as never }),
];

function show(
  path: string,
  letters: DeadLetterDetail[] = LETTERS,
  answers: Record<string, unknown> = {},
) {
  const service = new FakeService([
    aWorkflow({ flows: [aFlow({ failed: letters.length }), aFlow({ id: "account" })] }),
  ]);
  service.deadLetters = letters;
  service.answers.set("/dead-letters/preview", {
    status: 200,
    body: { count: 2, superseded: 1, upTo: 9 },
  });
  for (const action of ["replay", "discard"]) {
    service.answers.set(`/dead-letters/${action}`, {
      status: 200,
      body: { count: 2, superseded: 1 },
    });
  }
  for (const [asked, body] of Object.entries(answers)) {
    service.answers.set(asked, { status: 200, body });
  }
  renderApp(service, path);
  service.snapshot();
  return service;
}

const bodies = (service: FakeService, path: string) =>
  service.requests.filter((request) => request.path === path).map(({ body }) => body);

describe("the page of dead letters", () => {
  test("says there are none", async () => {
    show("/dead-letters", []);
    expect(await screen.findByText("No dead letters")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Replay all" })).toBeNull();
  });

  test("acts on the chosen ones alone, after telling how many", async () => {
    const service = show("/dead-letters");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Choose record nine" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Choose record seven" }));
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/^2 records are removed for good/)).toBeVisible();
    expect(bodies(service, "/dead-letters/discard")).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Discard" }));
    expect(bodies(service, "/dead-letters/preview")).toEqual([
      { action: "discard", selection: { ids: [9, 7] } },
    ]);
    expect(bodies(service, "/dead-letters/discard")).toEqual([{ ids: [9, 7] }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("replays all of a reason up to what the preview counted", async () => {
    const service = show("/dead-letters");
    await userEvent.click(
      await screen.findByRole("button", { name: "Replay all of contact: somethingNew" }),
    );
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/^1 is left, because a newer change/)).toBeVisible();
    await userEvent.click(dialog.getByRole("button", { name: "Replay" }));
    expect(bodies(service, "/dead-letters/replay")).toEqual([
      { workflow: "ingress", flow: "contact", reasonCode: "somethingNew", upTo: 9 },
    ]);
  });

  test("replays what its address narrows it to", async () => {
    const service = show("/dead-letters?workflow=ingress&flow=42");
    await userEvent.click(await screen.findByRole("button", { name: "Replay all" }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText(/^2 records go back/);
    expect(bodies(service, "/dead-letters/preview")).toEqual([
      { action: "replay", selection: { workflow: "ingress", flow: "42" } },
    ]);
  });

  test("keeps a key that is looked for out of its address", async () => {
    show("/dead-letters");
    await userEvent.type(
      await screen.findByRole("searchbox", { name: "Record key" }),
      "k-1{Enter}",
    );
    expect(await screen.findByRole("button", { name: "Clear filters" })).toBeVisible();
    expect(window.location.search).toBe("");
  });

  test("a refused action is told in the service's words, and the dialog stays", async () => {
    const service = show("/dead-letters");
    service.answers.set("/dead-letters/replay", {
      status: 503,
      body: { detail: "Tidegate's database does not answer.", remedy: "Try again in a minute." },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Replay all" }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText(/^2 records go back/);
    await userEvent.click(dialog.getByRole("button", { name: "Replay" }));
    expect(
      await dialog.findByText("Tidegate's database does not answer. Try again in a minute."),
    ).toBeVisible();
  });

  test("nothing can be done while the database is away", async () => {
    const service = show("/dead-letters");
    const replay = await screen.findByRole("button", { name: "Replay all" });
    const away = aCondition({ code: "databaseUnavailable", system: "database", flow: null });
    service.change(aWorkflow({ condition: away, flows: [aFlow({ failed: 3 })] }));
    await waitFor(() => expect(replay).toBeDisabled());
    expect(replay).toHaveAccessibleDescription(/Tidegate cannot use its database at present/);
    service.change(aWorkflow({ flows: [aFlow({ failed: 3 })] }));
    await waitFor(() => expect(replay).toBeEnabled());
    expect(screen.getByText("Tidegate can use its database again.")).toBeInTheDocument();
  });
});

describe("the page of one dead letter", () => {
  const MARKUP = `<img src=x onerror="document.title='executed'">`;
  const letter = aDeadLetter({ answer: MARKUP, queued: { firstName: MARKUP, age: 7 } });

  test("compares what was queued with what would be mapped now; markup is text", async () => {
    show("/dead-letters/7", LETTERS, {
      "/dead-letters/7": letter,
      "/dead-letters/7/source": {
        state: "found",
        record: { firstname: MARKUP },
        mapped: { firstName: "Ann", age: 7 },
        why: null,
      },
    });
    const row = within(await screen.findByRole("row", { name: /^firstName/ }));
    expect(row.getByText(MARKUP)).toBeVisible();
    expect(await row.findByText("Ann")).toBeVisible();
    expect(row.getByText("differs")).toBeVisible();
    expect(screen.getAllByText("differs")).toHaveLength(1);
    expect(document.querySelector("img[onerror]")).toBeNull();
    expect(screen.getByText("The source has it.")).toBeVisible();
  });

  test("says why the source could not be asked", async () => {
    show("/dead-letters/7", LETTERS, {
      "/dead-letters/7": letter,
      "/dead-letters/7/source": {
        state: "unavailable",
        record: null,
        mapped: null,
        why: "It timed out.",
      },
    });
    expect(await screen.findByText("It timed out.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Read again" })).toBeVisible();
  });

  for (const id of ["12", "x"]) {
    test(`says that there is no ${id}`, async () => {
      show(`/dead-letters/${id}`);
      expect(
        await screen.findByRole("heading", { name: `There is no dead letter no. ${id}` }),
      ).toBeVisible();
    });
  }
});
