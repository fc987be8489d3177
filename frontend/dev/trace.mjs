/** Journeys for the page that traces: of everybody but those whose e-mail or key begins with "no". */
import { json } from "./answers.mjs";

const KEY = "7f2a9c1e-0d53-4a0e-9f6b-1c3b8f0e4d21";
const at = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

function step(name, secondsAgo, special = {}) {
  return {
    at: at(-secondsAgo),
    step: name,
    operation: "UPSERT",
    readAt: at(-secondsAgo - 3),
    position: 148_211 - secondsAgo,
    lane: 3,
    version: 7,
    attempts: 1,
    answer: null,
    deadLetter: null,
    ahead: null,
    eta: null,
    ...special,
  };
}

const pending = (name, special) =>
  step(name, 4, {
    attempts: 0,
    version: null,
    position: 152_004,
    ahead: 1_204,
    eta: at(190),
    ...special,
  });

const contact = [
  pending("queued"),
  step("unchanged", 620, { attempts: 0 }),
  step("refused", 4_200, {
    version: 6,
    deadLetter: 5,
    answer: `RST-360011 'firstName' is too long: <img src=x onerror="document.title='executed'">`,
  }),
  step("written", 90_000, { version: 6, attempts: 3, answer: "created" }),
];

const records = [
  {
    workflow: "ingress",
    flow: "contact",
    direction: "dynamicsToCampaign",
    key: KEY,
    target: "https://mc.adobe.io/acme/campaign/profileAndServicesExt/profile/@Wm3k0a9fHb2",
    steps: contact,
  },
  {
    workflow: "egress",
    flow: "email-open",
    direction: "campaignToDynamics",
    key: "104-2026-11-24T09:15:00Z-open",
    target: null,
    steps: [
      pending("held", { eta: null, ahead: 0 }),
      step("waiting", 800, { version: 1 }),
      step("written", 8_000, { version: 1 }),
    ],
  },
  {
    workflow: "consent",
    flow: "from-campaign",
    direction: "consent",
    key: "@Wm3k0a9fHb2",
    target: null,
    steps: [
      step("written", 300, { version: null }),
      step("deleted", 5_000, { operation: "DELETE" }),
    ],
  },
];

export function answerTrace({ body }) {
  const asked = body.email ?? body.key;
  const many = asked.startsWith("many");
  const all = many
    ? [{ ...records[0], steps: Array.from({ length: 120 }, (_, i) => step("written", i * 700)) }]
    : records;
  const isShown = ({ at, ahead }) => !body.before || (at < body.before && ahead === null);
  const older = all.map((one) => ({ ...one, steps: one.steps.filter(isShown) }));
  const cut = older.map((one) => ({ ...one, steps: one.steps.slice(0, body.limit ?? 100) }));
  return json({
    records: asked.startsWith("no") ? [] : cut,
    truncated: older.some((one, index) => one.steps.length > cut[index].steps.length),
  });
}
