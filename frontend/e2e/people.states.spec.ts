import { expect, expectAccessible, expectFit, LOCALES, test } from "./fixtures.ts";

const PERSON = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
const NOBODY = "00000000-0000-0000-0000-000000000001";

test.describe("in light and dark", () => {
  test("the consent ledger is accessible, empty, full and refused", async ({ page, mock }) => {
    await mock.prepare("three");
    await page.goto(`${mock.url}/workflows/consent`);
    const show = page.getByRole("button", { name: "Show decisions" });
    await page.getByLabel("Contact ID").fill("jane@example.org");
    await show.click();
    await expect(page.getByText(/This is no contact ID/)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Contact ID").fill(NOBODY);
    await show.click();
    await expect(page.getByText(/Nothing was decided/)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Contact ID").fill(PERSON);
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-ledger-entry]")).toHaveCount(20);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(page.locator("[data-ledger-entry]")).toHaveCount(40);
  });

  test("an error of the consent ledger is accessible", async ({ page, mock }) => {
    await mock.prepare("three");
    await page.goto(`${mock.url}/workflows/consent`);
    await page.getByLabel("Contact ID").fill(PERSON);
    await mock.tell("rest/fail");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The consent ledger could not be loaded")).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/answer");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("[data-ledger-entry]")).toHaveCount(20);
  });

  test("a person is erased with the keyboard alone, and each step is accessible", async ({
    page,
    mock,
  }) => {
    await mock.prepare("three");
    await page.goto(mock.url);
    await page.getByRole("link", { name: "Privacy" }).click();
    await expect(page.getByText("Nobody was erased yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Contact ID").fill(PERSON);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("alertdialog");
    const confirm = dialog.getByRole("button", { name: "Erase for good" });
    await expect(confirm).toBeDisabled();
    await expectAccessible(page);
    await page.keyboard.type("4d21");
    await expect(confirm).toBeEnabled();
    await expectAccessible(page);
    await confirm.press("Enter");
    await expect(page.getByText("Under way")).toBeVisible();
    await expectAccessible(page);
    await expect(
      page.getByText("Queued changes: 2 · Consent: 1 · Consent ledger: 4"),
    ).toBeVisible();
    await expect(page.getByText("Erasure no. 1 is completed.")).toBeAttached();
    await expectAccessible(page);
  });

  test("proofs, their loading and their error are accessible", async ({ page, mock }) => {
    await mock.prepare("three");
    await mock.tell("erasures/23");
    await page.goto(`${mock.url}/privacy`);
    await expect(page.locator("[data-erasure]")).toHaveCount(20);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(page.locator("[data-erasure]")).toHaveCount(23);
    await mock.tell("rest/hang");
    await page.reload();
    await expect(page.getByRole("status", { name: "Loading the erasures" })).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/fail");
    await page.reload();
    await expect(page.getByText("The erasures could not be loaded")).toBeVisible();
    await expectAccessible(page);
  });
});

for (const locale of LOCALES) {
  test(`ledger and privacy do not stick out at any width in ${locale}`, async ({
    browser,
    mock,
  }) => {
    await mock.prepare("three");
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${mock.url}/workflows/consent`);
    await page.locator("[data-section=ledger] input").fill(PERSON);
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-ledger-entry]").first()).toBeVisible();
    await expectFit(page, [360, 768, 1200]);
    await mock.tell("erasures/4");
    await page.goto(`${mock.url}/privacy`);
    await expect(page.locator("[data-erasure]").first()).toBeVisible();
    await expectFit(page, [360, 768, 1200]);
    await context.close();
  });
}
