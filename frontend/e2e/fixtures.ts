import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Program } from "./processes.ts";
import { Stack } from "./stack.ts";

/** The made-up service of dev/server.mjs. */
export class Mock {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  get url(): string {
    return this.#program.ready;
  }

  async tell(command: string): Promise<void> {
    await fetch(`${this.url}/mock/${command}`, { method: "POST" });
  }

  /** Shows a scenario that stands still, and answers. */
  async prepare(scenario: string): Promise<void> {
    await this.tell("rest/answer");
    await this.tell(`scenario/${scenario}?moving=false`);
  }
}

interface WorkerFixtures {
  mock: Mock;
  stack: Stack;
}

export const test = base.extend<object, WorkerFixtures>({
  mock: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from here
    async ({}, use) => {
      const server = fileURLToPath(new URL("../dev/server.mjs", import.meta.url));
      const program = await Program.start(process.execPath, [server, "0"], /Listening on (\S+)/);
      await use(new Mock(program));
      await program.stop();
    },
    { scope: "worker" },
  ],
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from here
    async ({}, use) => {
      const stack = await Stack.start();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  /** Fails a test whose page asks another host for anything, or is refused something by its policy. */
  page: async ({ page }, use) => {
    const wrong: string[] = [];
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (!["127.0.0.1", ""].includes(hostname) || protocol === "data:") {
        wrong.push(`request to ${request.url()}`);
      }
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) {
        wrong.push(message.text());
      }
    });
    page.on("pageerror", (error) => wrong.push(error.message));
    await use(page);
    expect(wrong).toEqual([]);
  },
});

/** What a person is asked; toasts call themselves alert dialogs, too, and one may be just closing. */
const DIALOG =
  ":is([role=dialog], [role=alertdialog]):not([aria-modal=false]):not([data-exiting] *)";

/** What depends on colours alone; all else is the same in light and dark. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * No violation of WCAG 2.2 A or AA, nor of axe's best practices, as the page is now, light or dark.
 * A dialog alone is judged while one is open: the rest, which is inert then, was judged before.
 *
 * @param part what of the page is judged, where the rest of it is judged elsewhere
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const isAsked = (await page.locator(DIALOG).count()) > 0;
  const judged = part ?? (isAsked ? DIALOG : "html");
  await page.emulateMedia({ colorScheme: "light" });
  await expectNoViolation(page, (axe) => axe.include(judged));
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolation(page, (axe) => axe.include(judged).withRules(COLOUR_RULES));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNoViolation(
  page: Page,
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  // Colours are judged when nothing fades in any more; what spins for ever does not matter.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) {
        animation.finish();
      }
    }
  });
  const axe = new AxeBuilder({ page })
    // All that is right, too, would be told at length, and in a page of its own: four times slower.
    .options({ resultTypes: ["violations"] })
    // There are no frames, which alone it would not judge as well.
    .setLegacyMode()
    // React Aria's announcements outlive for seconds the elements that they take their words from.
    .exclude("[data-live-announcer]");
  const { violations } = await choose(axe).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`),
  ).toEqual([]);
}

/** The page fits at each of the widths, to which it is resized as a window is. */
export async function expectFit(page: Page, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // What follows the width has done so a frame later.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await expectNoOverflow(page);
  }
}

/** Nothing sticks out at the side, and the tables of workflows and flows fit on their sheets. */
async function expectNoOverflow(page: Page): Promise<void> {
  // The fonts may come later than the text, and move it.
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  const excess = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expect.poll(excess).toBeLessThanOrEqual(0);
  const cut = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("table:has([data-workflow], [data-flow])")]
        .map((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0))
        .filter((width) => width > 0),
    );
  await expect.poll(cut).toEqual([]);
}

export const LOCALES = ["en-GB", "it-IT"] as const;

export { expect };
