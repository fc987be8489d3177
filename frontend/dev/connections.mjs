/** Secrets that nobody reads, and connection tests whose outcome one can choose. */

const NAMES = [
  "dynamics.clientSecret",
  "dynamics.clientCertificate",
  "campaign.clientSecret",
  "sftp.password",
  "sftp.privateKey",
];
const STEPS = {
  dynamics: [
    ["address", "{url} answers."],
    ["token", "Entra ID gave a token; it is valid for 60 minutes."],
    ["whoAmI", "Signed in as the application user Tidegate."],
    ["metadata", "The tables' definitions are readable."],
    ["read", "Contacts, accounts, subscriptions and invoice lines are readable."],
    ["changeTracking", "Changes are tracked on all four tables."],
    ["write", "The privileges suffice to create activities."],
  ],
  campaign: [
    ["token", "Adobe IMS gave a token; it is valid for 24 hours."],
    ["address", "{url} answers."],
    ["resources", "profile, cusAccount, cusSubscription and cusInvoiceLine are readable."],
    ["filters", "byExternalId and byLastModified are published."],
  ],
  sftp: [
    ["address", "{host} answers at port {port}."],
    ["hostKey", "The server's key is the expected one."],
    ["login", "Signed in as {user}."],
    ["directory", "/d365_loads/exports holds 12 files."],
  ],
};
const FAILURES = {
  address: ["{url}{host} does not answer: unknown host.", "Correct the address."],
  token: [
    "The client secret was refused (AADSTS7000215: Invalid client secret provided).",
    "Create a new client secret for the application and enter it here.",
  ],
  hostKey: [
    "The server's key is SHA256:0Vw6XhQmYxZkq2gN9V9w1i0mBq3m1TzBv3sJrQbDq1o, which is another one.",
    "If your administrator confirms this fingerprint, enter it as the host key.",
  ],
};
const WARNING = [
  "byLastModified is not published; opt-in/out by REST needs it.",
  "Publish the filter in Campaign, or read opt-outs from files.",
];

let secrets = new Map();
let outcome = "judge";

export function resetSecrets(configured) {
  const at = new Date(Date.now() - 7_200_000).toISOString();
  const set = ["dynamics.clientSecret", "campaign.clientSecret", "sftp.privateKey"];
  secrets = new Map(configured ? set.map((name) => [name, at]) : []);
  outcome = "judge";
}

/** `pass`, `fail`, `warn`, or `judge` by what is typed: an address with "wrong" in it, no secret. */
export function testsShall(answer) {
  outcome = answer;
}

export function listSecrets() {
  return NAMES.map((name) => ({
    name,
    set: secrets.has(name),
    changedAt: secrets.get(name) ?? null,
  }));
}

export const knowsSecret = (name) => NAMES.includes(name);

export function setSecret(name) {
  secrets.set(name, new Date().toISOString());
}

export function removeSecret(name) {
  secrets.delete(name);
}

function failingStep(connection, settings, typed) {
  const steps = STEPS[connection].map(([id]) => id);
  const secret = connection === "sftp" ? ["password", "privateKey"] : ["clientSecret"];
  const hasSecret = secret.some((name) => typed[name] || secrets.has(`${connection}.${name}`));
  const address = `${settings.url ?? ""}${settings.host ?? ""}`;
  if (outcome === "fail") {
    return connection === "sftp" ? "hostKey" : "token";
  }
  if (outcome !== "judge") {
    return undefined;
  }
  if (!address || address.includes("wrong")) {
    return "address";
  }
  return hasSecret ? undefined : steps.find((id) => id === "token" || id === "hostKey");
}

export function testConnection(connection, settings, typed = {}) {
  const filled = (text) => text.replaceAll(/\{(\w+)\}/g, (_, name) => settings[name] ?? "");
  const failing = failingStep(connection, settings, typed);
  let failed = false;
  const steps = STEPS[connection].map(([id, message]) => {
    if (failed) {
      return { id, status: "skipped", message: "Not tried, because a step before it failed." };
    }
    if (id === failing) {
      failed = true;
      const [cause, remedy] = FAILURES[id];
      return { id, status: "failed", message: filled(cause), remedy };
    }
    if (outcome === "warn" && (id === "filters" || id === "write")) {
      return { id, status: "warning", message: WARNING[0], remedy: WARNING[1] };
    }
    return { id, status: "passed", message: filled(message) };
  });
  return { passed: !failed, steps };
}
