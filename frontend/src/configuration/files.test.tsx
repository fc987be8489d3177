import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { anEgress } from "../testing/documents.ts";
import { aChange } from "../testing/fakeConfiguration.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import type { Version } from "./types.ts";

const IMPORT = "POST /configuration/import";

function show(path: string, prepare: (service: FakeService) => void = () => {}) {
  const service = new FakeService([]);
  service.configuration.put("egress", anEgress(), { version: 3 });
  prepare(service);
  renderApp(service, path);
  service.snapshot();
  return service;
}

describe("a file", () => {
  const choose = async (text: string) => {
    await screen.findByRole("button", { name: "Choose a file" });
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    await userEvent.upload(
      input as HTMLInputElement,
      new File([text], "mine.yaml", { type: "application/yaml" }),
    );
  };

  test("is only tried first, and applied when told to, with who and why", async () => {
    const service = show("/configuration", ({ answers }) =>
      answers.set(IMPORT, {
        status: 200,
        body: {
          documents: [{ document: "egress", version: 3, changes: [aChange()] }],
          warnings: [],
        },
      }),
    );
    await choose("tidegate: 1\n");
    expect(await screen.findByText("100 → 200 rows")).toBeVisible();
    expect(service.posts()).toEqual(["/configuration/import"]);
    await userEvent.type(screen.getByLabelText("Your name (optional)"), "Zoë");
    await userEvent.click(screen.getByRole("button", { name: "Apply" }));
    expect(await screen.findByText(/Applied\. New versions: Campaign to Dynamics/)).toBeVisible();
    const applied = service.requests.filter(({ path }) => path === "/configuration/import").at(-1);
    expect(applied?.body).toBe("tidegate: 1\n");
    // UTF-8, byte by byte.
    expect(applied?.headers["X-Tidegate-Author"]).toBe("ZoÃ«");
  });

  test("with errors shows their lines and cannot be applied", async () => {
    show("/configuration", ({ answers }) =>
      answers.set(IMPORT, {
        status: 422,
        body: {
          type: "/problems/invalid-configuration",
          errors: [{ pointer: "/egress", message: "Odd.", remedy: "Mend it.", line: 2, column: 3 }],
        },
      }),
    );
    await choose("tidegate: 1\n  egress: ?\n");
    expect(await screen.findByText("Line 2, column 3:")).toBeVisible();
    expect(screen.getByText("egress: ?")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Apply" })).toBeNull();
  });

  test("that changes nothing says so", async () => {
    show("/configuration", ({ answers }) =>
      answers.set(IMPORT, { status: 200, body: { documents: [], warnings: [] } }),
    );
    await choose("tidegate: 1\n");
    expect(await screen.findByText("The file changes nothing")).toBeVisible();
  });
});

describe("the history", () => {
  const version = (number: number, special: Partial<Version> = {}): Version => ({
    version: number,
    savedAt: "2026-11-24T13:00:00Z",
    author: "anna",
    note: `Note ${number}`,
    changes: [aChange()],
    ...special,
  });
  const withVersions = (service: FakeService) => {
    service.configuration.versions = [version(3), version(2), version(1, { author: "settings" })];
    service.configuration.changes = [aChange({ subject: "difference" })];
  };

  test("tells who changed what and why", async () => {
    show("/configuration/egress/versions", withVersions);
    expect(await screen.findByText("Note 3")).toBeVisible();
    expect(screen.getByText("from the service’s settings")).toBeVisible();
    expect(screen.getAllByText("100 → 200 rows")).toHaveLength(3);
    expect(screen.getByRole("button", { name: "Restore version 0" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Restore version 3" })).toBeNull();
  });

  test("restores a version after showing what that changes", async () => {
    const service = show("/configuration/egress/versions", withVersions);
    await userEvent.click(await screen.findByRole("button", { name: "Restore version 1" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Restore version 1?" }));
    expect(await dialog.findByText("difference")).toBeVisible();
    expect(service.posts()).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Restore" }));
    await waitFor(() => expect(service.posts()).toEqual(["/configuration/egress/restore"]));
    const restore = service.requests.find(({ path }) => path.endsWith("/restore"));
    expect(restore?.headers["If-Match"]).toBe('"3"');
    expect(restore?.body).toMatchObject({ version: 1, note: "Restored from version 1" });
  });

  test("of nothing that exists is not found", async () => {
    show("/configuration/nowhere/versions");
    expect(await screen.findByRole("heading", { name: "There is no page here" })).toBeVisible();
  });
});
