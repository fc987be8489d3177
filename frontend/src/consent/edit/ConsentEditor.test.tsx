import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { aConsent } from "../../testing/documents.ts";
import { FakeService, renderApp } from "../../testing/renderApp.tsx";

function show() {
  const service = new FakeService([]);
  service.configuration.put("consent", aConsent());
  renderApp(service, "/workflows/consent/edit");
  service.snapshot();
  return service;
}

/** What the last check was asked about. */
const checked = (service: FakeService) =>
  service.requests.filter(({ path }) => path.endsWith("/check")).at(-1)?.body;

test("a channel is added with the names it usually has", async () => {
  const service = show();
  await userEvent.click(await screen.findByRole("button", { name: "Add a channel" }));
  expect(screen.queryByRole("menuitem", { name: "E-mail" })).toBeNull();
  await userEvent.click(screen.getByRole("menuitem", { name: "Post" }));
  await waitFor(() =>
    expect(checked(service)).toMatchObject({
      content: {
        rows: [
          { channel: "email" },
          {
            channel: "postal",
            attribute: "donotbulkpostalmail",
            field: "blackListPostalMail",
            direction: "both",
          },
        ],
      },
    }),
  );
});

test("without a channel it says that nothing is kept in step", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Remove E-mail" }));
  expect(screen.getByText(/nothing is kept in step/)).toBeVisible();
});

test("every policy is explained, and chosen", async () => {
  const service = show();
  const policies = within(
    await screen.findByRole("radiogroup", { name: "When both sides changed" }),
  );
  expect(policies.getAllByRole("radio")).toHaveLength(5);
  await userEvent.click(policies.getByRole("radio", { name: /^Campaign wins/ }));
  await waitFor(() =>
    expect(checked(service)).toMatchObject({ content: { policy: "campaignWins" } }),
  );
});
