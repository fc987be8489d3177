import type { Locator, Page } from "@playwright/test";
import { choose } from "./comboBox.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { type Sftp, Stack } from "./stack.ts";

const PEOPLE = 300;
const ACCOUNTS = 20;
const CUT = 20;
const CUT_SHORTER = 3;

interface Records {
  content: { externalId: string; firstName: string | null }[];
}

async function fill(section: Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const input = section.getByLabel(label, { exact: true }).and(section.locator("input"));
    await input.fill(value);
    await input.blur();
  }
}

async function storeSecret(section: Locator, name: string, value: string): Promise<void> {
  await section.getByLabel(name, { exact: true }).fill(value);
  await section.getByRole("button", { name: `Store ${name}` }).click();
  await expect(section.getByText(/^Set on/)).toBeVisible();
}

async function testConnection(section: Locator): Promise<void> {
  await section.getByRole("button", { name: "Test connection" }).click();
  await expect(section.locator("[data-step]").first()).toBeVisible();
}

async function save(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Save…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why (optional)").fill(note);
  await dialog.getByRole("button", { name: "Save version" }).click();
  await expect(dialog).toBeHidden();
}

/** Maps a pair of tables as it is suggested. */
async function map(page: Page, entity: string, resource: string, id: string): Promise<void> {
  await page.getByRole("link", { name: "Workflows", exact: true }).click();
  await page.getByRole("link", { name: "Edit Microsoft Dynamics 365 to Campaign" }).click();
  await page.getByRole("button", { name: "New mapping" }).click();
  await chooseByName(page, "Dynamics 365 table", entity);
  await chooseByName(page, "Campaign resource", resource);
  await expect(page.locator("[data-suggested]").first()).toBeVisible();
  await page.getByLabel("Name of the mapping").fill(id);
  await page.getByRole("button", { name: "Use this mapping" }).click();
  await expect(page.locator("[data-target]").first()).toBeVisible();
}

async function chooseByName(page: Page, label: string, name: string): Promise<void> {
  const options = page.getByRole("option");
  const option = options.filter({ has: page.getByText(new RegExp(`^${name}( ·|$)`)) }).first();
  await choose(page.getByRole("combobox", { name: label }), name, option);
}

async function cutFirstNames(page: Page, length: number): Promise<void> {
  await page.getByRole("button", { name: "Edit firstName" }).click();
  const most = page.getByRole("textbox", { name: "Characters at most" });
  await most.fill(String(length));
  await most.blur();
  await page.getByRole("button", { name: "Done" }).click();
}

test.describe("an empty installation", () => {
  test.setTimeout(240_000);
  test.use({ actionTimeout: 20_000 });
  let stack: Stack;

  test.beforeAll(async () => {
    stack = await Stack.startEmpty(PEOPLE, ACCOUNTS);
  });

  test.afterAll(async () => {
    await stack.stop();
  });

  test("is connected, mapped, tried, started, and edited while it runs", async ({ page }) => {
    const sandbox = stack.vendors;
    await test.step("the first page leads to the connections", async () => {
      await page.goto(stack.url);
      await expectAccessible(page);
      await page
        .getByRole("link", { name: /Connections/ })
        .first()
        .click();
      await expect(page.getByRole("heading", { level: 1, name: "Connections" })).toBeVisible();
    });

    await test.step("both systems are entered and tested", async () => {
      const dynamics = page.locator("[data-connection-of=dynamics]");
      await dynamics.getByRole("button", { name: /^Set up/ }).click();
      await fill(dynamics, {
        "Environment URL": `${sandbox}/dynamics`,
        "Directory (tenant) ID": "contoso-tenant",
        "Application (client) ID": "dynamics-client",
        "Client secret": "wrong",
      });
      await dynamics.getByRole("button", { name: "Advanced" }).click();
      await fill(dynamics, {
        "Token address": `${sandbox}/entra/contoso-tenant/oauth2/v2.0/token`,
      });
      await testConnection(dynamics);
      await expect(dynamics.getByText("The connection does not work yet")).toBeVisible();
      await storeSecret(dynamics, "Client secret", "dynamics-secret");
      await testConnection(dynamics);
      await expect(dynamics.getByText("The connection works")).toBeVisible();

      const campaign = page.locator("[data-connection-of=campaign]");
      await campaign.getByRole("button", { name: /^Set up/ }).click();
      await fill(campaign, {
        "API address of the instance": `${sandbox}/campaign/contoso`,
        "Client ID": "campaign-client",
      });
      await campaign.getByRole("button", { name: "Advanced" }).click();
      await fill(campaign, {
        "Token address": `${sandbox}/ims/token/v3`,
        "Requests a second": "100",
      });
      await storeSecret(campaign, "Client secret", "campaign-secret");
      await testConnection(campaign);
      await expect(campaign.getByText("The connection works")).toBeVisible();

      const server = (await stack.control("GET", "/sftp")) as Sftp;
      const sftp = page.locator("[data-connection-of=sftp]");
      await sftp.getByRole("button", { name: /^Set up/ }).click();
      await fill(sftp, { Host: server.host, Port: String(server.port), User: server.user });
      await storeSecret(sftp, "Password", server.password);
      await testConnection(sftp);
      await sftp.getByRole("button", { name: "Accept this host key" }).click();
      await expect(sftp.getByLabel("Fingerprint of the host key")).toHaveValue(server.hostKey);
      await testConnection(sftp);
      await expect(sftp.getByText("The connection works")).toBeVisible();
      await save(page, "Connect the sandbox");
      await expect(page.getByText("Saved as version 1")).toBeVisible();
    });

    await test.step("contacts are mapped as suggested, three things changed", async () => {
      await map(page, "contact", "profile", "contact");
      await page.getByRole("button", { name: "Remove postalAddress.line2" }).click();
      await page.getByRole("switch", { name: "Apply updates to mobilePhone" }).press("Space");
      await cutFirstNames(page, CUT);
      await page.getByRole("button", { name: "Try 10 records" }).click();
      await expect(page.locator("[data-tried]")).toHaveCount(10);
      await expectAccessible(page);
      await save(page, "Map contacts");
    });

    await test.step("three levels of custom entities are mapped as suggested", async () => {
      const levels = [
        ["account", "cusAccount", "account"],
        ["new_subscription", "cusSubscription", "subscription"],
        ["new_invoiceline", "cusInvoiceLine", "invoice-line"],
      ] as const;
      for (const [entity, resource, id] of levels) {
        await map(page, entity, resource, id);
        await page.getByRole("button", { name: "Try 1 record" }).click();
        await expect(page.locator("[data-tried]")).toHaveCount(1);
        await save(page, `Map ${id}`);
      }
      // Each level links to the one above.
      await expect(page.getByRole("combobox", { name: "Campaign link field" })).toHaveValue(
        /cusSubscription/,
      );
    });

    const row = page.locator("[data-workflow=ingress]");
    await test.step("the workflow is started and runs until nothing is left", async () => {
      await page.getByRole("link", { name: "Workflows", exact: true }).click();
      await row.getByRole("button", { name: /^Start/ }).click();
      await expect(row.locator("[data-workflow-status=RUNNING]")).toBeVisible();
      await expect(async () => {
        const { flows } = await stack.ingress();
        expect(flows.map(({ id }) => id)).toEqual([
          "contact",
          "account",
          "subscription",
          "invoice-line",
        ]);
        for (const flow of flows) {
          expect(flow.written).toBeGreaterThan(0);
          expect(flow.failed).toBe(0);
          expect(flow.backlog + flow.waiting).toBe(0);
        }
      }).toPass({ timeout: 60_000 });
    });

    const lengths = async () => {
      const { content } = await stack.campaign<Records>(`profile?_lineCount=${PEOPLE * 2}`);
      return new Map(content.map((one) => [one.externalId, one.firstName?.length ?? 0]));
    };
    const changed = async () => {
      const before = (await stack.ingress()).flows[0]?.written ?? 0;
      await stack.control("POST", "/changes", { count: 100, seed: Date.now() % 1000 });
      await expect(async () => {
        const flow = (await stack.ingress()).flows[0];
        expect(flow?.written).toBeGreaterThanOrEqual(before + 100);
        expect(flow?.backlog).toBe(0);
      }).toPass({ timeout: 30_000 });
    };

    await test.step("an edit while it runs is shown as pending and changes nothing", async () => {
      expect(Math.max(...(await lengths()).values())).toBeGreaterThan(CUT_SHORTER);
      await page.goto(`${stack.url}/workflows/ingress/edit/contact`);
      await cutFirstNames(page, CUT_SHORTER);
      await save(page, "Shorter names");
      await page.getByRole("link", { name: "Workflows", exact: true }).click();
      await expect(row.getByText("Changes pending")).toBeVisible();
      await page.goto(`${stack.url}/workflows/ingress`);
      const changes = page.locator("[data-pending] [data-changes='1']");
      await expect(changes).toHaveText(
        new RegExp(`firstName.*at most ${CUT} characters.*→.*at most ${CUT_SHORTER} characters`),
      );
      await expectAccessible(page);
      const before = await lengths();
      await changed();
      for (const [id, length] of await lengths()) {
        // Some changes are of names; none is cut shorter.
        expect(length > CUT_SHORTER || length === before.get(id)).toBe(true);
      }
    });

    await test.step("after a stop and a start it does", async () => {
      await page.goto(stack.url);
      await row.getByRole("button", { name: /^Stop/ }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Stop" }).click();
      await expect(row.locator("[data-workflow-status=STOPPED]")).toBeVisible();
      await row.getByRole("button", { name: /^Start/ }).click();
      await expect(row.locator("[data-workflow-status=RUNNING]")).toBeVisible();
      await expect(row.getByText("Changes pending")).toBeHidden();
      await page.goto(`${stack.url}/workflows/ingress/edit`);
      await page
        .locator("[data-mapping=contact]")
        .getByRole("button", { name: /Replay/ })
        .click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /Replay/ })
        .click();
      await expect(async () => {
        expect(Math.max(...(await lengths()).values())).toBe(CUT_SHORTER);
      }).toPass({ timeout: 60_000 });
      expect((await stack.campaign<Records>("cusAccount?_lineCount=500")).content).toHaveLength(
        ACCOUNTS,
      );
    });
  });
});
