import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Workflow } from "../api/types.ts";
import type { Language } from "../i18n/i18n.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { aCondition, aFlow, aWorkflow } from "../testing/workflows.ts";

const quiet = { backlog: 0, etaSeconds: null };

function show(path: string, workflow: Workflow, language: Language = "en"): void {
  const service = new FakeService([workflow]);
  renderApp(service, path, language);
  service.snapshot();
}

async function flow(id: string) {
  await screen.findByRole("heading", { level: 1 });
  return within(document.querySelector(`[data-flow=${id}]`) as HTMLElement);
}

describe("a flow that is off", () => {
  const workflow = aWorkflow({
    id: "egress",
    flows: [
      aFlow({ id: "email-send", ...quiet }),
      aFlow({ id: "email-open", enabled: false, backlog: 42, etaSeconds: null }),
    ],
  });

  test("says so and cannot be replayed", async () => {
    show("/workflows/egress", workflow);
    const off = await flow("email-open");
    expect(off.getByText("Opens")).toBeVisible();
    expect(off.getByText("Off")).toBeVisible();
    expect(off.getByText("42")).toBeVisible();
    expect(screen.getByRole("button", { name: "Replay E-mails sent" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Replay Opens" })).not.toBeInTheDocument();
  });

  test("keeps its backlog without being told as work to catch up with", async () => {
    show("/", workflow);
    expect(await screen.findByText("kept while its flow is off")).toBeVisible();
    expect(screen.getByText("In sync.")).toBeVisible();
    expect(screen.getByText("1 flow off")).toBeVisible();
  });

  test("is a warning when all are", async () => {
    show("/", aWorkflow({ flows: [aFlow({ enabled: false, ...quiet })] }));
    expect(
      await screen.findByText("Every flow is switched off: nothing is synchronised."),
    ).toBeVisible();
  });
});

describe("records that wait for a contact", () => {
  const condition = aCondition({ code: "waitingForContacts", flow: "email-open" });
  const workflow = aWorkflow({
    id: "egress",
    condition,
    flows: [
      aFlow({ id: "email-send", ...quiet }),
      aFlow({ id: "email-open", ...quiet, waiting: 1204, condition }),
    ],
  });

  test("are counted beside the backlog and explained", async () => {
    show("/", workflow);
    expect(await screen.findByText("1,204 set aside for missing contacts")).toBeVisible();
    expect(screen.getByText("Nothing waiting")).toBeVisible();
    expect(
      screen.getByText(/^Opens: 1,204 records wait for contacts that Dynamics 365 does not have/),
    ).toBeVisible();
  });

  test("are told beside the backlog of their flow", async () => {
    show("/workflows/egress", workflow);
    expect((await flow("email-open")).getByText("1,204 set aside")).toBeVisible();
    expect((await flow("email-send")).queryByText(/set aside/)).not.toBeInTheDocument();
  });

  test("are explained in Italian too", async () => {
    show("/", workflow, "it");
    expect(await screen.findByText(/^Aperture: 1\.204 record attendono contatti/)).toBeVisible();
  });
});

test("a file that cannot be read is named by the service's own sentence", async () => {
  const message = 'trackinglog_1.csv has no column "trackingId".';
  const condition = aCondition({ code: "fileUnreadable", flow: "email-open", message });
  show(
    "/workflows/egress",
    aWorkflow({ id: "egress", condition, flows: [aFlow({ id: "email-open", condition })] }),
    "it",
  );
  expect((await flow("email-open")).getByText(message)).toHaveAttribute("lang", "en");
});
