import type { Locator, Page } from "@playwright/test";
import { choose } from "./comboBox.ts";
import { expect, expectAccessible, expectFit, LOCALES, type Mock, test } from "./fixtures.ts";

const LIST = "/workflows/ingress/edit";
const MOST_TABS = 120;

async function open(page: Page, mock: Mock, path = LIST): Promise<void> {
  await mock.prepare("three");
  await page.goto(mock.url + path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function openMapping(page: Page, mock: Mock, id: string): Promise<void> {
  await open(page, mock, `${LIST}/${id}`);
  await expect(page.locator("[data-target]").first()).toBeVisible();
}

/** Goes on with the Tab key until something has the focus, as a person without a mouse does. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key never reaches ${goal}`);
}

function option(page: Page, name: string): Locator {
  return page.getByRole("option", { name, exact: true });
}

/** Types into the combo box that has the focus and takes the first entry that is found. */
async function chooseByKeyboard(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
  // Once the list has only what matches, its first entry is what is meant.
  await expect(page.getByRole("option").first()).toContainText(new RegExp(text, "i"));
  await page.keyboard.press("ArrowDown");
  await expect(field).toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(field).toHaveValue(new RegExp(text, "i"));
}

test.describe("mappings in light and dark", () => {
  test("their list is accessible: full, loading, failed", async ({ page, mock }) => {
    await open(page, mock);
    await expect(page.locator("[data-mapping]")).toHaveCount(4);
    await expect(page.getByText("12,340 records waiting")).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/hang?path=/configuration");
    await page.reload();
    await expect(page.getByRole("status", { name: "Loading the configuration" })).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/fail?path=/configuration");
    await page.reload();
    await expect(page.getByText("The configuration could not be loaded")).toBeVisible();
    await expectAccessible(page);
    await mock.tell("rest/answer");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("[data-mapping]")).toHaveCount(4);
  });

  test("an empty installation leads to the first mapping", async ({ page, mock }) => {
    await mock.prepare("three");
    await mock.tell("configuration/empty");
    await page.goto(mock.url + LIST);
    await expect(page.getByText("Nothing is mapped yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "New mapping" }).click();
    // Nothing is connected either, which is said where the tables would be.
    await expect(page.getByText(/The connection to Dynamics 365 is missing/)).toBeVisible();
    await expectAccessible(page);
  });

  test("a deletion says what becomes of the queue, and what hangs on it", async ({
    page,
    mock,
  }) => {
    await open(page, mock);
    await page.getByRole("button", { name: "Delete account" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByText(/subscription: There is no flow account/)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Delete mapping" })).toBeDisabled();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Delete contact" }).click();
    await expect(dialog.getByText(/12,340 records wait in its queue/)).toBeVisible();
    await dialog.getByLabel("Your name (optional)").fill("Ada");
    await dialog.getByRole("button", { name: "Delete mapping" }).click();
    await expect(page.getByText("contact is deleted in version 4.")).toBeVisible();
    await expect(page.getByText(/running until the next stop: contact/)).toBeVisible();
    await expectAccessible(page);
  });

  test("a replay tells how many records before it is confirmed", async ({ page, mock }) => {
    await open(page, mock);
    await page.getByRole("button", { name: "Replay contact" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("50,000 records or more will be read.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByText("Changed since").click();
    await expect(dialog.getByRole("button", { name: "Replay" })).toBeDisabled();
    await expectAccessible(page);
    await dialog.getByText("By ID").click();
    await dialog.getByLabel("Record IDs").fill("nobody");
    await expect(dialog.getByText("nobody is no ID.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel("Record IDs").fill("7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21");
    await expect(dialog.getByText("1 record will be read.")).toBeVisible();
    await dialog.getByText("By conditions").click();
    await dialog.getByRole("button", { name: "Add a condition" }).click();
    const attribute = dialog.getByRole("combobox", { name: "Attribute" });
    await choose(attribute, "lastname", option(page, "Last Name"));
    await dialog.getByLabel("Value").fill("Rossi");
    await expect(dialog.locator("[data-odata]")).toHaveText("lastname eq 'Rossi'");
    await expect(dialog.getByText("1,203 records will be read.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Replay" }).click();
    await expect(page.getByText("contact is being replayed.")).toBeVisible();
  });

  test("the editor is accessible with each kind of row open", async ({ page, mock }) => {
    await openMapping(page, mock, "contact");
    for (const name of ["firstName", "gender", "birthDate", "cusNickName"]) {
      await page.getByRole("button", { name: `Edit ${name}` }).click();
      await expect(page.locator(`[data-editor="${name}"]`)).toBeVisible();
      await expectAccessible(page, `[data-editor="${name}"]`);
    }
    await expectAccessible(page);
  });

  test("a misfit is said at its field and in the list above", async ({ page, mock }) => {
    await openMapping(page, mock, "contact");
    await page.getByRole("button", { name: "Edit firstName" }).click();
    const editor = page.locator('[data-editor="firstName"]');
    await editor.getByRole("textbox", { name: "Characters at most" }).fill("300");
    await page.keyboard.press("Tab");
    const sentence = "firstName takes 30 characters, not 300. Set the length to 30.";
    await expect(editor.getByText(sentence)).toBeVisible();
    await expectAccessible(page, '[data-editor="firstName"]');
    await editor.getByRole("button", { name: "Done" }).click();
    await expect(page.locator("[data-target=firstName]").getByText(sentence)).toBeVisible();
    await page.getByRole("button", { name: "Go to the field" }).first().click();
    await expectAccessible(page);
  });

  test("a filter in groups is shown as OData", async ({ page, mock }) => {
    await openMapping(page, mock, "contact");
    await page.getByRole("button", { name: "Add a group" }).click();
    const group = page.getByRole("group", { name: "Group of conditions" });
    const attributes = group.getByRole("combobox", { name: "Attribute" });
    await choose(attributes, "emailaddress1", option(page, "Email"));
    await group.getByRole("button", { name: /Comparison/ }).click();
    await page.getByRole("option", { name: "is not empty" }).click();
    await group.getByRole("button", { name: "Add a condition" }).click();
    await expect(group.getByText(/has no column/)).toBeVisible();
    await expectAccessible(page);
    await choose(attributes.last(), "lastname", option(page, "Last Name"));
    await group.getByLabel("Value").fill("O'Hara");
    await expect(page.locator("[data-odata]")).toHaveText(
      "statecode eq 0 and (emailaddress1 ne null or lastname eq 'O''Hara')",
    );
  });

  test("trying shows before and after, refused and filtered out", async ({ page, mock }) => {
    await openMapping(page, mock, "contact");
    await page.getByRole("button", { name: "Try 1 record" }).click();
    await expect(page.locator("[data-tried]")).toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Try 10 records" }).click();
    await expect(page.locator("[data-tried]")).toHaveCount(10);
    await expect(
      page.getByText("10 records read: 3 would be refused, 3 filtered out."),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test("names can be typed while the systems do not answer", async ({ page, mock }) => {
    await mock.prepare("three");
    await mock.tell("schemas/away");
    await page.goto(`${mock.url}${LIST}/account`);
    await expect(page.getByText("The tables cannot be looked up")).toBeVisible();
    await page.getByRole("button", { name: "Edit cusName" }).click();
    await expect(page.locator("[data-editor]").getByLabel("Campaign")).toHaveValue("cusName");
    await expectAccessible(page);
  });

  test("unsaved changes are not left behind unasked, and saved with who and why", async ({
    page,
    mock,
  }) => {
    await openMapping(page, mock, "account");
    await page.getByRole("switch", { name: "Apply updates to cusCity" }).press("Space");
    await expect(page.getByText("Unsaved changes")).toBeVisible();
    await page.getByRole("link", { name: "Mappings" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Stay" }).click();
    await page.getByRole("button", { name: "Save…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why (optional)").fill("Cities move");
    await dialog.getByLabel("Your name (optional)").fill("Ada");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save version" }).click();
    await expect(page.getByText("Saved as version 4")).toBeVisible();
  });

  test("two editors keep both of their changes", async ({ page, mock }) => {
    await openMapping(page, mock, "account");
    await page.getByRole("switch", { name: "Apply updates to cusCity" }).press("Space");
    await mock.tell("conflict");
    await page.getByRole("button", { name: "Save…" }).click();
    await page.getByRole("button", { name: "Save version" }).click();
    await expect(page.getByText("Somebody else saved a newer version")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep mine" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator("[data-changes]")).toHaveAttribute("data-changes", "1");
    await dialog.getByRole("button", { name: "Save version" }).click();
    await expect(page.getByText("Saved as version 5")).toBeVisible();
  });
});

test("a mapping is removed and added again with the keyboard alone", async ({ page, mock }) => {
  await open(page, mock);
  await expect(page.locator("[data-mapping]")).toHaveCount(4);
  await tabTo(page, page.getByRole("button", { name: "Delete invoice-line" }));
  await page.keyboard.press("Enter");
  const remove = page.getByRole("alertdialog").getByRole("button", { name: "Delete mapping" });
  await expect(remove).toBeEnabled();
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-mapping]")).toHaveCount(3);

  await tabTo(page, page.getByRole("button", { name: "New mapping" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "New mapping" })).toBeVisible();
  await chooseByKeyboard(page, page.getByRole("combobox", { name: "Dynamics 365" }), "invoice");
  await chooseByKeyboard(page, page.getByRole("combobox", { name: "Campaign" }), "invoice");
  await expect(page.getByRole("heading", { name: "Suggested mapping" })).toBeVisible();
  await expect(page.getByText("points to the same record")).toBeVisible();
  await expectAccessible(page);
  const takeQuantity = page.getByRole("checkbox", { name: "Take cusQuantity" });
  await tabTo(page, takeQuantity);
  await page.keyboard.press("Space");
  await expect(takeQuantity).not.toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Use this mapping" }));
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Mapping invoiceline" })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByRole("button", { name: "Add a field" }));
  await page.keyboard.press("Enter");
  const editor = page.locator("[data-editor]");
  await chooseByKeyboard(page, editor.getByRole("combobox", { name: "Dynamics 365" }), "quantity");
  await chooseByKeyboard(page, editor.getByRole("combobox", { name: "Campaign" }), "quantity");
  await expect(page.locator('[data-editor="cusQuantity"]')).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Try 1 record" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-tried]")).toHaveCount(1);
  await tabTo(page, page.getByRole("button", { name: "Save…" }));
  await page.keyboard.press("Enter");
  const save = page.getByRole("dialog").getByRole("button", { name: "Save version" });
  await expect(save).toBeEnabled();
  await tabTo(page, save);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/workflows\/ingress\/edit\/invoiceline$/);
  await expect(page.getByText("Saved as version 5")).toBeVisible();
});

for (const locale of LOCALES) {
  test(`mappings do not stick out at any width in ${locale}`, async ({ browser, mock }) => {
    await mock.prepare("three");
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(mock.url + LIST);
    await expect(page.locator("[data-mapping]")).toHaveCount(4);
    await expectFit(page, [360, 768, 1024, 1440]);
    await page.goto(`${mock.url}${LIST}/contact`);
    await page.locator("[data-target=gender] button").first().click();
    await expect(page.locator("[data-editor]")).toBeVisible();
    await expectFit(page, [360, 768, 1024, 1440]);
    await context.close();
  });
}
