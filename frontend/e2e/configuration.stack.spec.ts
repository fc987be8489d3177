import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { Stack } from "./stack.ts";

const SOFT = "Soft bounces, too";

async function pendingChanges(stack: Stack, workflow: string): Promise<unknown[]> {
  const path = `/workflows/${workflow}/pending-changes`;
  return (await stack.api<{ changes: unknown[] }>("GET", path)).changes;
}

async function saveSoftBounces(page: Page, stack: Stack): Promise<void> {
  await page.goto(`${stack.url}/workflows/egress/edit`);
  await page.getByText(SOFT, { exact: true }).click();
  await page.getByRole("button", { name: "Save…" }).click();
  await expect(page.getByRole("dialog").locator("[data-changes='1']")).toBeVisible();
  await page.getByRole("button", { name: "Save version" }).click();
  await expect(page.getByText(/^Saved as version/)).toBeVisible();
}

test("an edit is pending until a stop and a start, or until it is taken back", async ({
  page,
  stack,
}) => {
  test.slow();
  await stack.bringTo("RUNNING", "egress");
  const egress = page.locator("[data-workflow=egress]");
  const pending = egress.getByText("Changes pending");
  await saveSoftBounces(page, stack);
  await page.getByRole("link", { name: "Workflows" }).click();
  await expect(pending).toBeVisible();
  expect(await pendingChanges(stack, "egress")).toHaveLength(1);

  await page.goto(`${stack.url}/configuration/egress/versions`);
  await page
    .getByRole("button", { name: /^Restore version/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText(/is restored as version/)).toBeVisible();
  await page.getByRole("link", { name: "Workflows" }).click();
  await expect(egress.locator("[data-workflow-status=RUNNING]")).toBeVisible();
  await expect(pending).toBeHidden();
  expect(await pendingChanges(stack, "egress")).toEqual([]);

  await saveSoftBounces(page, stack);
  await page.goto(`${stack.url}/workflows/egress`);
  await expect(page.locator("[data-pending] [data-changes='1']")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop" }).click();
  await expect(page.locator("[data-workflow-status=STOPPED]")).toBeVisible();
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(page.locator("[data-workflow-status=RUNNING]")).toBeVisible();
  await expect(page.locator("[data-pending]")).toBeHidden();
  await stack.bringTo("STOPPED", "egress");
});
