import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectFit, LOCALES, test } from "./fixtures.ts";

const WIDTHS = [360, 1024, 1440];
const FIELD = "E-mail address, ID or key";

/** What a vendor's data would do if it were taken for markup. */
async function expectNothingExecuted(page: Page): Promise<void> {
  expect(await page.title()).not.toContain("executed");
  await expect(page.locator("img[src=x]")).toHaveCount(0);
}

test("dead letters are found and acted on with the keyboard, accessibly", async ({
  page,
  mock,
}) => {
  await mock.prepare("letters");
  await page.goto(mock.url);
  await page.getByRole("link", { name: "Dead letters" }).click();
  await expect(page.locator("[data-dead-letter]")).toHaveCount(20);
  await page.getByRole("button", { name: "Show more" }).press("Enter");
  await expect(page.locator("[data-dead-letter]")).toHaveCount(40);
  await page.getByRole("button", { name: "Replay all of contact: Refused by the target" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^5\d records go back into their queues/)).toBeVisible();
  await dialog.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText(/^5\d records were put back/)).toBeVisible();

  await page
    .getByRole("row", { name: /From Campaign 2/ })
    .getByRole("link")
    .first()
    .press("Enter");
  await expect(page).toHaveURL(/\?workflow=consent&flow=from-campaign&reasonCode=/);
  await expect(page.locator("[data-dead-letter]")).toHaveCount(2);
  await expectAccessible(page);
  await page
    .getByRole("checkbox", { name: /^Choose record/ })
    .first()
    .press("Space");
  await page.getByRole("button", { name: "Discard", exact: true }).press("Enter");
  await expect(dialog.getByText("1 record is removed for good.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByText("1 record was discarded.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).press("Enter");
  await expect(page.locator("[data-dead-letter]")).toHaveCount(40);
});

test("a dead letter is looked into and replayed, accessibly", async ({ page, mock }) => {
  await mock.prepare("letters");
  await page.goto(`${mock.url}/dead-letters/199`);
  await expect(page.locator("[data-source=found]")).toBeVisible();
  await expect(page.locator("[data-field=email]").getByText("differs")).toBeVisible();
  await page.getByRole("button", { name: "The source’s record now" }).press("Enter");
  await expect(page.locator("[data-field=contactid]")).toBeVisible();
  await expectNothingExecuted(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replay" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Replay" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Dead letters" })).toBeVisible();
});

test("dead letters that load, cannot be loaded or are none are accessible", async ({
  page,
  mock,
}) => {
  await mock.prepare("synced");
  await page.goto(`${mock.url}/dead-letters`);
  await expect(page.getByText("No dead letters")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${mock.url}/dead-letters/4711`);
  await expect(page.getByRole("heading", { name: /no dead letter no/ })).toBeVisible();
  await expectAccessible(page);
  await mock.tell("rest/hang?path=/dead-letters");
  await page.goto(`${mock.url}/dead-letters`);
  await expect(page.getByRole("status", { name: "Loading dead letters" })).toBeVisible();
  await mock.tell("rest/fail?path=/dead-letters");
  await page.reload();
  await expect(page.getByText("The dead letters could not be loaded")).toBeVisible();
  await expectAccessible(page);
  await mock.tell("rest/answer");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await expect(page.getByText("No dead letters")).toBeVisible();
});

test("a journey is shown, accessibly, and nobody's name gets into an address", async ({
  page,
  mock,
}) => {
  await mock.prepare("three");
  await page.goto(mock.url);
  await page.getByRole("link", { name: "Trace" }).click();
  await page.getByLabel(FIELD).press("Enter");
  await expect(page.getByText(/^Enter an e-mail address/)).toBeVisible();
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.getByLabel(FIELD).fill("nobody@example.org");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing is known of it")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(FIELD).fill("jane@example.org");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-journey]")).toHaveCount(3);
  await expect(page.locator("[data-step=queued]")).toContainText("1,204 records before it");
  await expectNothingExecuted(page);
  await expectAccessible(page);
  await page.getByLabel(FIELD).fill("many");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.locator("[data-step]")).toHaveCount(120);
  await mock.tell("rest/fail?path=/trace");
  await page.getByRole("button", { name: "Show the journey" }).click();
  await expect(page.getByText("The journey could not be loaded")).toBeVisible();
  expect([page.url(), ...addresses].filter((address) => address.includes("example"))).toEqual([]);
});

test("while the database is away the page stays, says so, and heals by itself", async ({
  page,
  mock,
}) => {
  await mock.prepare("database");
  await mock.tell("rest/unavailable?path=/dead-letters");
  await page.goto(mock.url);
  await expect(page.locator("[data-banner=database]")).toContainText("cannot use its database");
  await expect(page.getByRole("button", { name: /^Stop Microsoft/ })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Start Opt-In/Out" })).toBeDisabled();
  await expectAccessible(page);
  await page.goto(`${mock.url}/dead-letters`);
  await expect(page.getByText(/This appears by itself/)).toBeVisible();
  await mock.prepare("letters");
  await expect(page.locator("[data-banner=database]")).toBeHidden();
  await expect(page.locator("[data-dead-letter]")).toHaveCount(20);
});

for (const locale of LOCALES) {
  test(`dead letters, reconciliations, traces and the database's banner fit in ${locale}`, async ({
    browser,
    mock,
  }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    const linesOfNavigation = () =>
      page
        .locator("header nav a")
        .evaluateAll((links) => new Set(links.map((one) => one.getBoundingClientRect().top)).size);
    await mock.prepare("letters");
    await page.goto(`${mock.url}/dead-letters?workflow=ingress`);
    await expect(page.locator("[data-dead-letter]").first()).toBeVisible();
    for (const [width, lines] of [
      [360, 2],
      [1024, 1],
      [1440, 1],
    ] as const) {
      await expectFit(page, [width]);
      expect(await linesOfNavigation(), `at ${width}`).toBeLessThanOrEqual(lines);
    }
    await page.goto(`${mock.url}/dead-letters/199`);
    await expect(page.locator("[data-field]").first()).toBeVisible();
    await expectFit(page, WIDTHS);
    await mock.tell("reconciliations/running");
    await page.goto(`${mock.url}/reconciliations`);
    await expect(page.locator("[data-phase]")).toBeVisible();
    await expectFit(page, WIDTHS);
    await page.goto(`${mock.url}/reconciliations/28`);
    await page.locator("[data-kind=different] [aria-expanded]").first().click();
    await expect(page.locator("[data-field]").first()).toBeVisible();
    await expectFit(page, WIDTHS);
    await page.goto(`${mock.url}/trace`);
    await page.locator("form input").fill("jane@example.org");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-journey]")).toHaveCount(3);
    await mock.prepare("database");
    await expect(page.locator("[data-banner=database]")).toBeVisible();
    await expectFit(page, WIDTHS);
    await context.close();
  });
}
