import { expect, expectAccessible, test } from "./fixtures.ts";

test("a reconciliation is started, followed and cancelled, accessibly, in each of its states", async ({
  page,
  mock,
}) => {
  await mock.prepare("synced");
  await mock.tell("reconciliations/none");
  await page.goto(mock.url);
  await page.getByRole("link", { name: "Reconciliations" }).press("Enter");
  await expect(page.getByText("Nothing was compared yet")).toBeVisible();
  const start = page.getByRole("button", { name: "Start reconciliation" });
  await start.press("Enter");
  await expect(page.getByText("Reading the source (step 2 of 5)")).toBeVisible();
  await start.press("Enter");
  await expect(page.getByText("A reconciliation of contact is under way.")).toBeVisible();
  await expectAccessible(page);

  await page.locator("[data-reconciliation='1']").getByRole("link").press("Enter");
  await expect(page.getByRole("heading", { name: "Reconciliation no. 1" })).toBeVisible();
  await expect(page.getByText("24,106 of 48,211").first()).toBeVisible();
  await expectAccessible(page);
  await mock.tell("outage?millis=3000");
  await expect(page.getByText(/^Reconnecting to Tidegate/)).toBeVisible();
  await mock.tell("reconciliations/finish");
  await expect(page.locator("[data-difference]")).toHaveCount(20);
  await expect(page.getByText("Reconciliation no. 1: Completed")).toBeAttached();

  await mock.tell("reconciliations/running");
  await page.getByRole("link", { name: "Reconciliations" }).first().click();
  await page.getByRole("button", { name: "Cancel reconciliation" }).press("Enter");
  await expect(page.getByText("Reconciliation no. 29: Cancelled")).toBeAttached();
  await page.getByRole("button", { name: "Show more" }).press("Enter");
  await expect(page.locator("[data-reconciliation]")).toHaveCount(29);
  await page.goto(`${mock.url}/reconciliations/26`);
  await expect(page.getByText("The reconciliation failed")).toBeVisible();
  await expectAccessible(page);

  await mock.tell("rest/hang?path=/reconciliations");
  await page.goto(`${mock.url}/reconciliations`);
  await expect(page.getByRole("status", { name: "Loading the reconciliations" })).toBeVisible();
  await mock.tell("rest/unavailable?path=/reconciliations");
  await mock.tell("scenario/database?moving=false");
  await page.reload();
  await expect(page.getByText(/This appears by itself/)).toBeVisible();
  await expect(start).toBeDisabled();
  await mock.prepare("synced");
  await expect(page.locator("[data-reconciliation]")).toHaveCount(20);
});

test("differences are looked into, chosen and repaired with the keyboard, accessibly", async ({
  page,
  mock,
}) => {
  await mock.prepare("synced");
  await page.goto(`${mock.url}/reconciliations/28`);
  const shown = page.locator("[data-difference]");
  await expect(shown).toHaveCount(20);
  await page.getByRole("button", { name: "Show more" }).press("Enter");
  await expect(shown).toHaveCount(40);

  await page
    .getByRole("row", { name: /^email/ })
    .getByRole("link")
    .press("Enter");
  await expect(page).toHaveURL(/\?field=email$/);
  await expect(shown).toHaveCount(6);
  const first = shown.first();
  await first.getByRole("button", { name: /^Values of record/ }).press("Enter");
  await expect(first.getByRole("row", { name: /^email/ }).getByText("differs")).toBeVisible();
  expect(await page.title()).not.toContain("executed");
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  await expectAccessible(page);

  await first.getByRole("checkbox").press("Space");
  await page.getByRole("button", { name: "Repair", exact: true }).first().press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^1 record is read at the source and written/)).toBeVisible();
  await dialog.getByRole("button", { name: "Repair" }).press("Enter");
  await expect(page.getByText("1 repair was queued.")).toBeVisible();
  await expect(first.locator("[data-state=queued]")).toBeVisible();
  await expect(first.getByRole("checkbox")).toBeDisabled();

  await page.getByRole("button", { name: "Clear filters" }).press("Enter");
  await expect(shown).toHaveCount(40);
  await page.getByRole("button", { name: "Repair all of kind Surplus" }).press("Enter");
  await expect(dialog.getByText(/^8 records are deleted in the target/)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  await page.getByRole("button", { name: "Repair all", exact: true }).press("Enter");
  await expect(dialog.getByText("8 are left as they are:")).toBeVisible();
  await expect(dialog.getByText(/^Of duplicates/)).toBeVisible();
  await expectAccessible(page);
});
