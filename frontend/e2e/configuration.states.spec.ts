import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectFit, LOCALES, test } from "./fixtures.ts";

const DYNAMICS = "[data-connection-of=dynamics]";
const SFTP = "[data-connection-of=sftp]";
const SOFT = "Soft bounces, too";

async function editEgress(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/workflows/egress/edit`);
  await page.getByText(SOFT, { exact: true }).click();
  await expect(page.getByText("Unsaved changes")).toBeVisible();
}

/** A file of what is saved, with other batches. */
async function aFile(url: string, batchSize: number): Promise<Buffer> {
  const exported = await fetch(`${url}/api/v1/configuration/export`);
  const file = (await exported.json()) as { egress: { batchSize: number } };
  file.egress.batchSize = batchSize;
  return Buffer.from(JSON.stringify(file, null, 1));
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  await expect(page.getByRole("button", { name: "Choose a file", exact: true })).toBeVisible();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "mine.yaml", mimeType: "application/yaml", buffer });
}

test.describe("in light and dark", () => {
  test.beforeEach(({ mock }) => mock.prepare("three"));

  test("the connections are accessible, set up or not", async ({ page, mock }) => {
    await page.goto(`${mock.url}/connections`);
    await expect(page.getByLabel("Environment URL")).toHaveValue(/contoso/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Enter Client certificate" }).click();
    await page.locator(DYNAMICS).getByRole("button", { name: "Advanced" }).click();
    await expect(page.locator(DYNAMICS).getByLabel("Token address")).toBeVisible();
    await expectAccessible(page);
    await mock.tell("configuration/empty");
    await page.goto(`${mock.url}/connections`);
    await page.getByRole("button", { name: "Set up Adobe Campaign" }).click();
    await expect(page.getByText(/errors keep this from being saved/)).toBeVisible();
    await expectAccessible(page);
  });

  test("connection tests are accessible, passed, warned and failed", async ({ page, mock }) => {
    await page.goto(`${mock.url}/connections`);
    const test = page.locator(SFTP).getByRole("button", { name: "Test connection" });
    for (const [how, title] of [
      ["pass", "The connection works"],
      ["fail", "The connection does not work yet"],
    ] as const) {
      await mock.tell(`tests/${how}`);
      await test.click();
      await expect(page.locator(SFTP).getByText(title)).toBeVisible();
      await expectAccessible(page);
    }
    await mock.tell("tests/warn");
    await page.locator(DYNAMICS).getByRole("button", { name: "Test connection" }).click();
    await expect(page.locator("[data-step=warning]")).toBeVisible();
    await expectAccessible(page);
  });

  test("the editors of events and of consent are accessible", async ({ page, mock }) => {
    await page.goto(`${mock.url}/workflows/egress/edit`);
    for (const name of [/^Sends: /, "Columns’ names", "Words and times in them", "Advanced"]) {
      await page.getByRole("button", { name }).click();
    }
    await expect(page.getByLabel("Pattern of times")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("radio", { name: /^REST/ }).click({ force: true });
    await expect(page.getByLabel("Resource with Sends")).toBeVisible();
    await page.goto(`${mock.url}/workflows/consent/edit`);
    await expect(page.locator("[data-channel]")).toHaveCount(4);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add a channel" }).click();
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: "Push" }).click();
    await expect(page.getByText("1 error keeps this from being saved")).toBeVisible();
    await expectAccessible(page);
  });

  test("saving, conflicts and leaving are accessible", async ({ page, mock }) => {
    await editEgress(page, mock.url);
    await page.getByRole("button", { name: "Save…" }).click();
    const save = page.getByRole("button", { name: "Save version" });
    await expect(save).toBeEnabled();
    await expectAccessible(page);
    await mock.tell("conflict");
    await save.click();
    await expect(page.getByText("Somebody else saved a newer version")).toBeVisible();
    await expect(page.getByText("What they changed")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("link", { name: "Privacy" }).click();
    await expect(page.getByText("Leave without saving?")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leave" }).click();
    await expect(page.getByRole("heading", { name: "Privacy" })).toBeVisible();
  });

  test("the history is accessible, and a version is restored", async ({ page, mock }) => {
    await page.goto(`${mock.url}/configuration/egress/versions`);
    await expect(page.locator("[data-version]").first()).toBeVisible();
    await expectAccessible(page);
    await mock.tell("configuration/many");
    await page.goto(`${mock.url}/configuration/ingress/versions`);
    await expect(page.locator("[data-version]")).toHaveCount(20);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(page.locator("[data-version]")).toHaveCount(40);
    await page.getByRole("button", { name: "Compare version 60 with what is saved" }).click();
    await expect(page.locator("[data-changes]").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Restore version 60" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
    await expect(page.getByText("Version 60 is restored as version 63.")).toBeVisible();
    await expect(page.locator("[data-version='63']")).toBeVisible();
  });

  test("a history without a version is accessible", async ({ page, mock }) => {
    await mock.tell("configuration/empty");
    await page.goto(`${mock.url}/configuration/egress/versions`);
    await expect(page.getByText("Nothing saved yet")).toBeVisible();
    await expectAccessible(page);
  });

  test("import and export are accessible in every state", async ({ page, mock }) => {
    await page.goto(`${mock.url}/configuration`);
    await expect(page.locator("[data-document]")).toHaveCount(4);
    await expectAccessible(page);
    await choose(page, await aFile(mock.url, 77));
    await expect(page.locator("[data-import='1']")).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${mock.url}/configuration`);
    await choose(page, await aFile(mock.url, 0));
    await expect(page.getByText("1 error in the file; nothing was applied")).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${mock.url}/configuration`);
    await choose(page, await aFile(mock.url, 100));
    await expect(page.getByText("The file changes nothing")).toBeVisible();
    await expectAccessible(page);
  });

  test("loading and failing are accessible", async ({ page, mock }) => {
    for (const path of ["/connections", "/configuration/ingress/versions", "/configuration"]) {
      await mock.tell("rest/hang?path=/configuration");
      await page.goto(`${mock.url}${path}`);
      await expect(page.getByRole("status", { name: /^Loading/ })).toBeVisible();
      await expectAccessible(page);
      await mock.tell("rest/fail?path=/configuration");
      await page.reload();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
      await expectAccessible(page);
      await mock.tell("rest/answer");
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("button", { name: "Try again" })).toBeHidden();
    }
  });

  test("an empty installation is led to its connections", async ({ page, mock }) => {
    await mock.prepare("fresh");
    await mock.tell("configuration/empty");
    await page.goto(mock.url);
    await expect(page.locator("[data-guide='0']")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Start/ }).click();
    await expect(page.getByText("The connection to Dynamics 365 is missing.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go to Connections" }).click();
    await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
  });

  test("pending changes are accessible on the page and before stopping", async ({ page, mock }) => {
    await mock.prepare("pending");
    await page.goto(`${mock.url}/workflows/ingress`);
    await expect(page.locator("[data-pending] [data-changes]")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Stop/ }).focus();
    await page.getByRole("button", { name: /^Stop/ }).hover();
    await expect(page.getByRole("tooltip")).toContainText("Edited since its last start");
    await page.getByRole("button", { name: /^Stop/ }).click();
    await expect(page.getByRole("alertdialog").locator("[data-changes]")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("alertdialog").getByRole("button", { name: "Stop" }).click();
    await expect(page.locator("[data-workflow-status=STOPPED]")).toBeVisible();
    await expect(page.locator("[data-pending]")).toBeHidden();
  });
});

const PAGES = [
  "/connections",
  "/workflows/egress/edit",
  "/workflows/consent/edit",
  "/configuration",
  "/configuration/ingress/versions",
  "/workflows/ingress",
];

for (const locale of LOCALES) {
  test(`configuration does not stick out at any width in ${locale}`, async ({ browser, mock }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await mock.prepare("pending");
    for (const path of PAGES) {
      await page.goto(`${mock.url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
      await expectFit(page, [360, 768, 1024]);
    }
    await mock.prepare("fresh");
    await mock.tell("configuration/empty");
    await page.goto(mock.url);
    await expect(page.locator("[data-guide]")).toBeVisible();
    await expectFit(page, [360, 768, 1024]);
    await context.close();
  });
}

test("an edit is made, saved, seen as pending, and used after a stop and a start", async ({
  page,
  mock,
}) => {
  await mock.prepare("three");
  await page.goto(mock.url);
  const egress = page.locator("[data-workflow=egress]");
  await egress.getByRole("link", { name: /^Edit/ }).click();
  await page.getByText(SOFT, { exact: true }).click();
  await page.getByRole("button", { name: "Save…" }).click();
  await page.getByLabel("Why (optional)").fill("Soft ones, too");
  await page.getByLabel("Your name (optional)").fill("Zoë");
  await page.getByRole("button", { name: "Save version" }).click();
  await expect(page.getByText("Saved as version 2")).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.locator("[data-version='2']")).toContainText("Soft ones, too");
  await expect(page.locator("[data-version='2']")).toContainText("Zoë");
  await page.getByRole("link", { name: "Workflows" }).click();
  await expect(egress.getByText("Changes pending")).toBeVisible();
  await egress.getByRole("button", { name: /^Stop/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop" }).click();
  await expect(egress.locator("[data-workflow-status=STOPPED]")).toBeVisible();
  await egress.getByRole("button", { name: /^Start/ }).click();
  await expect(egress.locator("[data-workflow-status=RUNNING]")).toBeVisible();
  await expect(egress.getByText("Changes pending")).toBeHidden();
});

test("connections are entered, tested and saved with the keyboard alone", async ({
  page,
  mock,
}) => {
  await mock.prepare("fresh");
  await mock.tell("configuration/empty");
  await page.goto(`${mock.url}/connections`);
  await page.getByRole("button", { name: "Set up Dynamics 365" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Environment URL").focus();
  for (const value of ["https://contoso.crm4.dynamics.com", "contoso.com", "client", "hush"]) {
    await page.keyboard.insertText(value);
    await page.keyboard.press("Tab");
  }
  await expect(page.getByRole("button", { name: "Store Client secret" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Set on/)).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The connection works")).toBeVisible();
  await page.getByRole("button", { name: "Save…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save version" })).toBeEnabled();
  await page.getByRole("button", { name: "Save version" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved as version 1")).toBeVisible();
  await page.goto(mock.url);
  await expect(page.locator("[data-guide='1']")).toBeVisible();
});

test("the server's own host key is accepted from the test", async ({ page, mock }) => {
  await mock.prepare("three");
  await mock.tell("tests/fail");
  await page.goto(`${mock.url}/connections`);
  await page.locator(SFTP).getByRole("button", { name: "Test connection" }).click();
  await page.getByRole("button", { name: "Accept this host key" }).click();
  await expect(page.getByLabel("Fingerprint of the host key")).toHaveValue(/^SHA256:0Vw6/);
  await expect(page.getByText("Unsaved changes")).toBeVisible();
});

test("what is downloaded changes nothing when it is uploaded again", async ({ page, mock }) => {
  await mock.prepare("three");
  await page.goto(`${mock.url}/configuration`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("tidegate.yaml");
  await choose(page, await readFile(await download.path()));
  await expect(page.getByText("The file changes nothing")).toBeVisible();
});

test("a file is applied", async ({ page, mock }) => {
  await mock.prepare("three");
  await page.goto(`${mock.url}/configuration`);
  await choose(page, await aFile(mock.url, 77));
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(/Applied\. New versions/)).toBeVisible();
  await expect(page.locator("[data-document=egress]")).toContainText("Version 2");
  await expect(page.locator("[data-document=egress]")).toContainText("Changes pending");
});
