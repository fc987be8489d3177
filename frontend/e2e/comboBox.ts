import type { Locator } from "@playwright/test";
import { expect } from "./fixtures.ts";

/**
 * Finds an entry of a combo box by what is typed, and takes it. Not with the pointer: the list moves
 * while it shrinks to what matches, and a click that comes late would meet what lies behind it.
 */
export async function choose(field: Locator, text: string, option: Locator): Promise<void> {
  await field.fill(text);
  await expect(async () => {
    await field.press("ArrowDown");
    const id = await option.getAttribute("id", { timeout: 1_000 });
    await expect(field).toHaveAttribute("aria-activedescendant", id ?? "", { timeout: 1_000 });
  }).toPass();
  await field.press("Enter");
  await expect(option).toBeHidden();
}
