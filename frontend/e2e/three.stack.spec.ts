import { expect, expectAccessible, test } from "./fixtures.ts";

test("three workflows start and stop independently, and a restart resumes those that ran", async ({
  page,
  stack,
}) => {
  const ids = Object.keys(await stack.statuses());
  expect(ids).toEqual(["ingress", "egress", "consent"]);
  for (const id of ids) {
    await stack.bringTo("STOPPED", id);
  }
  await page.goto(stack.url);
  const of = (id: string) => page.locator(`[data-workflow=${id}]`);
  const expectStatuses = async (wanted: Record<string, string>) => {
    for (const [id, status] of Object.entries(wanted)) {
      await expect(of(id).locator("[data-workflow-status]")).toHaveAttribute(
        "data-workflow-status",
        status,
      );
    }
    expect(await stack.statuses()).toEqual(wanted);
  };
  await of("egress")
    .getByRole("button", { name: /^Start/ })
    .click();
  await expectStatuses({ ingress: "STOPPED", egress: "RUNNING", consent: "STOPPED" });
  await of("consent")
    .getByRole("button", { name: /^Start/ })
    .click();
  await expectStatuses({ ingress: "STOPPED", egress: "RUNNING", consent: "RUNNING" });
  await of("egress").getByRole("button", { name: /^Stop/ }).click();
  await expectStatuses({ ingress: "STOPPED", egress: "STOPPED", consent: "RUNNING" });
  await expectAccessible(page);
  await stack.stopService();
  await stack.startService();
  await expect(page.locator("[data-connection=live]")).toBeVisible();
  await expectStatuses({ ingress: "STOPPED", egress: "STOPPED", consent: "RUNNING" });
  await stack.bringTo("STOPPED", "consent");
});

test("a person's decisions are listed, and the person is erased with a proof", async ({
  page,
  stack,
}) => {
  const person = "00000000-0000-0000-0000-00000000abcd";
  await page.goto(`${stack.url}/workflows/consent`);
  await page.getByLabel("Contact ID").fill(person);
  await page.getByRole("button", { name: "Show decisions" }).click();
  await expect(page.getByText("Nothing was decided of this person’s consent")).toBeVisible();
  await page.getByRole("link", { name: "Privacy" }).click();
  await page.getByLabel("Contact ID").fill(person);
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await page.getByLabel(/^Type the last/).fill("abcd");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.locator("[data-erasure]")).toHaveCount(1);
  // It looks again half a minute later, when no batch in hand can bring anything back.
  await expect(page.getByText("Nothing of this person was stored.")).toBeVisible({
    timeout: 75_000,
  });
});
