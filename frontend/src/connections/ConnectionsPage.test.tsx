import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Secret } from "../api/types.ts";
import { FakeService, renderApp } from "../testing/renderApp.tsx";
import { fingerprintIn } from "./fingerprint.ts";

const secret = (name: Secret["name"], set = false): Secret => ({
  name,
  set,
  changedAt: set ? "2026-11-24T13:00:00Z" : null,
});

function show(connections: object, secrets: Secret[] = []) {
  const service = new FakeService([]);
  service.configuration.put("connections", connections);
  service.configuration.secrets = secrets;
  renderApp(service, "/connections");
  service.snapshot();
  return service;
}

const DYNAMICS = { url: "https://contoso.crm4.dynamics.com", tenant: "t", clientId: "c" };
const of = async (system: string) => {
  const section = await waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-connection-of=${system}]`);
    expect(found).not.toBeNull();
    return found as HTMLElement;
  });
  return within(section);
};

describe("a connection", () => {
  test("that is not there is set up, and removed again", async () => {
    show({});
    const campaign = await of("campaign");
    await userEvent.click(campaign.getByRole("button", { name: "Set up Adobe Campaign" }));
    expect(campaign.getByLabelText("Scopes")).toHaveValue("openid, AdobeID, campaign_sdk");
    expect(screen.getByText("Unsaved changes")).toBeVisible();
    await userEvent.click(campaign.getByRole("button", { name: "Remove this connection" }));
    expect(screen.queryByText("Unsaved changes")).not.toBeInTheDocument();
  });

  test("is tested as it is in the form, with secrets that are not stored", async () => {
    const service = show({ dynamics: DYNAMICS }, [secret("dynamics.clientSecret")]);
    service.configuration.test = {
      passed: false,
      steps: [
        { id: "address", status: "passed", message: "It answers." },
        { id: "token", status: "failed", message: "Refused.", remedy: "Make another secret." },
      ],
    };
    const dynamics = await of("dynamics");
    await userEvent.type(dynamics.getByLabelText("Environment URL"), "/x");
    await userEvent.type(await dynamics.findByLabelText("Client secret"), "typed");
    await userEvent.click(dynamics.getByRole("button", { name: "Test connection" }));
    expect(await dynamics.findByText("Make another secret.")).toBeVisible();
    expect(dynamics.getByText("The connection does not work yet")).toBeVisible();
    const tried = service.requests.find(({ path }) => path === "/connections/dynamics/test");
    expect(tried).toMatchObject({
      body: {
        connection: { url: "https://contoso.crm4.dynamics.com/x" },
        secrets: { clientSecret: "typed" },
      },
    });
  });

  test("takes over the fingerprint that the server shows", async () => {
    const shown = `SHA256:${"a".repeat(43)}`;
    const service = show({ sftp: { host: "h", port: 22, user: "u", hostKey: "" } });
    service.configuration.test = {
      passed: false,
      steps: [{ id: "hostKey", status: "failed", message: `The server's key is ${shown}.` }],
    };
    const sftp = await of("sftp");
    await userEvent.click(sftp.getByRole("button", { name: "Test connection" }));
    await userEvent.click(await sftp.findByRole("button", { name: "Accept this host key" }));
    expect(sftp.getByLabelText("Fingerprint of the host key")).toHaveValue(shown);
    expect(sftp.queryByRole("button", { name: "Accept this host key" })).toBeNull();
  });
});

describe("a secret", () => {
  test("is stored, and from then on only said to be set", async () => {
    const service = show({ dynamics: DYNAMICS }, [secret("dynamics.clientSecret")]);
    const dynamics = await of("dynamics");
    await userEvent.type(await dynamics.findByLabelText("Client secret"), "hush");
    await userEvent.click(dynamics.getByRole("button", { name: "Store Client secret" }));
    expect(await dynamics.findByText(/^Set on 24 November 2026|^Set on November 24/)).toBeVisible();
    expect(service.requests.find(({ method }) => method === "PUT")).toMatchObject({
      path: "/connections/secrets/dynamics.clientSecret",
      body: { value: "hush" },
    });
    expect(document.body.innerHTML).not.toContain("hush");
  });

  test("is replaced, or left as it is", async () => {
    const service = show({ dynamics: DYNAMICS }, [secret("dynamics.clientSecret", true)]);
    const dynamics = await of("dynamics");
    await userEvent.click(await dynamics.findByRole("button", { name: "Replace Client secret" }));
    expect(dynamics.getByLabelText("Client secret")).toHaveValue("");
    await userEvent.click(dynamics.getByRole("button", { name: "Cancel" }));
    expect(dynamics.getByRole("button", { name: "Replace Client secret" })).toBeVisible();
    expect(service.requests.some(({ method }) => method === "PUT")).toBe(false);
  });

  test("is removed only after a question", async () => {
    const service = show({ dynamics: DYNAMICS }, [secret("dynamics.clientSecret", true)]);
    const dynamics = await of("dynamics");
    await userEvent.click(await dynamics.findByRole("button", { name: "Remove Client secret" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: /^Remove/ }));
    expect(service.requests.some(({ method }) => method === "DELETE")).toBe(false);
    await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
    await waitFor(() =>
      expect(service.requests.some(({ method }) => method === "DELETE")).toBe(true),
    );
  });
});

test("of two fingerprints the one that is not trusted is the server's", () => {
  const trusted = `SHA256:${"t".repeat(43)}`;
  const shown = `SHA256:${"s".repeat(43)}`;
  expect(fingerprintIn(`It shows ${shown}, not ${trusted}.`, trusted)).toBe(shown);
  expect(fingerprintIn(`It shows ${trusted}.`, trusted)).toBeUndefined();
});
