import { expect, expectAccessible, expectFit, LOCALES, test } from "./fixtures.ts";

/** What a workflow's page shows only in these states; "every" has all of them in one list. */
const SCENARIOS = [
  "draining",
  "fresh",
  "starting",
  "pending",
  "database",
  "held",
  "failed",
  "refused",
  "full",
];

/** What several workflows and several flows show. */
const MANY = ["three", "off", "waiting", "fileIncomplete", "fileUnreadable"];

test("the list is accessible in light and dark, with a workflow in every state", async ({
  page,
  mock,
}) => {
  await mock.prepare("every");
  await page.goto(mock.url);
  await expect(page.locator("[data-workflow-status]")).toHaveCount(14);
  for (const status of ["RUNNING", "STOPPED", "STARTING", "STOPPING", "FAILED"]) {
    await expect(page.locator(`[data-workflow-status=${status}]`).first()).toBeVisible();
  }
  await expectAccessible(page);
  await mock.prepare("full");
  await expect(page.locator("[data-workflow-status]")).toHaveCount(3);
  await expectAccessible(page);
});

for (const scenario of SCENARIOS) {
  test(`a workflow's page is accessible in light and dark when ${scenario}`, async ({
    page,
    mock,
  }) => {
    await mock.prepare(scenario);
    await page.goto(`${mock.url}/workflows/ingress`);
    await expect(page.locator("canvas")).toBeVisible();
    await expect(page.getByRole("status", { name: "Loading dead letters" })).toBeHidden();
    await expectAccessible(page);
  });
}

for (const scenario of ["three", "off", "waiting", "fileIncomplete"]) {
  test(`the page of egress is accessible when ${scenario}`, async ({ page, mock }) => {
    await mock.prepare(scenario);
    await page.goto(`${mock.url}/workflows/egress`);
    await expect(page.locator("[data-flow]")).toHaveCount(4);
    await expect(page.getByRole("status", { name: "Loading dead letters" })).toBeHidden();
    await expectAccessible(page);
  });
}

test.describe("in light and dark", () => {
  test("the page without workflows is accessible", async ({ page, mock }) => {
    await mock.prepare("none");
    await page.goto(mock.url);
    await expect(page.getByText("No workflows yet")).toBeVisible();
    await expectAccessible(page);
  });

  test("the page that does not exist is accessible", async ({ page, mock }) => {
    await mock.prepare("draining");
    await page.goto(`${mock.url}/nowhere`);
    await expect(page.getByRole("heading", { name: "There is no page here" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go to Workflows" }).click();
    await expect(page.getByRole("heading", { name: "Workflows" })).toBeVisible();
  });

  test("loading is accessible", async ({ page, mock }) => {
    await mock.prepare("draining");
    await mock.tell("rest/hang");
    await page.goto(mock.url);
    await expect(page.getByRole("status", { name: "Loading workflows" })).toBeVisible();
    await expectAccessible(page);
  });

  test("an error is accessible and heals by itself", async ({ page, mock }) => {
    await mock.prepare("draining");
    await mock.tell("rest/fail");
    await page.goto(mock.url);
    await expect(page.getByText("The workflows could not be loaded")).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/answer");
    await expect(page.locator("[data-workflow-status=RUNNING]")).toBeVisible();
  });

  test("reconnecting is accessible and heals by itself", async ({ page, mock }) => {
    await mock.prepare("draining");
    await page.goto(mock.url);
    await expect(page.locator("[data-connection=live]")).toBeVisible();
    await mock.tell("outage?millis=4000");
    await expect(page.getByText(/Reconnecting to Tidegate… Data as of/)).toBeVisible();
    await expectAccessible(page);
    await expect(page.locator("[data-connection=live]")).toBeVisible();
    await expect(page.getByText(/Data as of/)).toBeHidden();
  });

  test("dialogs, menus and toasts are accessible", async ({ page, mock }) => {
    await mock.prepare("held");
    await page.goto(`${mock.url}/workflows/ingress`);
    await page.getByRole("button", { name: "Replay contact" }).click();
    await expect(page.getByText("50,000 records or more will be read.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Show as a table" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Approve deletions" }).click();
    await expectAccessible(page);
    await page.getByRole("alertdialog").getByRole("button", { name: "Approve deletions" }).click();
    await expect(page.getByText("Your decision was taken.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page);
  });
});

for (const locale of LOCALES) {
  test(`nothing sticks out at any width in ${locale}`, async ({ browser, mock }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    for (const scenario of ["full", "held", "failed", "refused"]) {
      await mock.prepare(scenario);
      await page.goto(mock.url);
      await expect(page.locator("[data-workflow-status]").first()).toBeVisible();
      await expectFit(page, [360, 768, 1024]);
      await page.goto(`${mock.url}/workflows/ingress`);
      await expect(page.locator("canvas")).toBeVisible();
      await expectFit(page, [360, 768, 1024]);
    }
    await context.close();
  });

  test(`several workflows and flows do not stick out in ${locale}`, async ({ browser, mock }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    for (const scenario of MANY) {
      await mock.prepare(scenario);
      await page.goto(mock.url);
      await expect(page.locator("[data-workflow-status]").first()).toBeVisible();
      await expectFit(page, [360, 768, 1200, 1280]);
      await page.goto(`${mock.url}/workflows/egress`);
      await expect(page.locator("[data-flow]")).toHaveCount(4);
      await expectFit(page, [360, 768, 1200, 1280]);
    }
    await context.close();
  });
}

test("the language is the browser's, and can be changed for good", async ({ browser, mock }) => {
  await mock.prepare("draining");
  const context = await browser.newContext({ locale: "it-IT" });
  const page = await context.newPage();
  await page.goto(mock.url);
  await expect(page.getByRole("heading", { name: "Flussi di lavoro" })).toBeVisible();
  await expect(page.getByText("12.340", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Lingua" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Workflows" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Workflows" })).toBeVisible();
  await context.close();
});

test("the theme can be changed for good", async ({ page, mock }) => {
  await mock.prepare("draining");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(mock.url);
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
});

test("a message that was missed is asked for again", async ({ page, mock }) => {
  await mock.prepare("draining");
  // The page's socket loses one change on the way.
  await page.routeWebSocket(/\/api\/v1\/live/, (socket) => {
    const server = socket.connectToServer();
    let lost = false;
    server.onMessage((message) => {
      if (!lost && String(message).includes('"type":"change"')) {
        lost = true;
      } else {
        socket.send(message);
      }
    });
    socket.onMessage((message) => server.send(message));
  });
  await page.goto(mock.url);
  await expect(page.locator("[data-workflow-status=RUNNING]")).toBeVisible();
  await page.getByRole("button", { name: /^Stop/ }).click();
  await expect(page.locator("[data-workflow-status=STOPPED]")).toBeVisible();
});
