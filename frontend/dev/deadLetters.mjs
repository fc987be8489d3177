/** The dead letters behind the page: as many as the flows say, acted upon as the service does. */
import { json, problem } from "./answers.mjs";

const MARKUP = `<img src=x onerror="document.title='executed'"><script>document.title='executed'</script>`;

const REASONS = [
  [
    "refused",
    "Campaign refused the record: firstName takes 30 characters (400).",
    "400 firstName too long",
  ],
  ["unmappable", "The value is not one of the value table's: gendercode 7.", null],
  [
    "refused",
    "Campaign refused the record: the e-mail address is not valid (400).",
    `RST-360011 An error has occurred: 'email' is not a valid address: ${MARKUP}`,
  ],
  ["missingParent", "The account that the record links to was refused.", null],
  ["poison", "It failed 8 times while others succeeded.", "500 Internal error"],
];

let letters = [];

const keyAt = (index) =>
  `7f1c${(0x9a00 + index).toString(16)}-52b1-4d0e-9c3a-${(0xabcdef0000 + index * 7919).toString(16).padStart(12, "0")}`;

/** Spreads the failed records of all flows over the last hours. */
export function resetDeadLetters(workflows) {
  const flows = workflows.flatMap(({ id, flows }) =>
    flows.map((flow) => ({ workflow: id, flow: flow.id, failed: flow.failed })),
  );
  const total = flows.reduce((sum, { failed }) => sum + failed, 0);
  const owners = flows.flatMap(({ workflow, flow, failed }) =>
    Array.from({ length: failed }, (_, index) => ({ workflow, flow, at: (index + 1) / failed })),
  );
  letters = owners
    .sort((one, other) => one.at - other.at)
    .map(({ workflow, flow }, index) => {
      const [reasonCode, reason, answer] = REASONS[index % REASONS.length];
      const isDeletion = index % 9 === 4;
      return {
        id: total - index,
        workflow,
        flow,
        key: keyAt(index),
        operation: isDeletion ? "DELETE" : "UPSERT",
        reasonCode,
        reason,
        attempts: 1 + (index % 3),
        at: new Date(Date.now() - index * 47_000).toISOString(),
        superseded: index % 11 === 3,
        answer,
        queued: isDeletion ? null : queuedAt(index),
        links: index % 5 === 3 ? [{ field: "company", flow: "account", key: keyAt(900) }] : [],
      };
    });
}

const queuedAt = (index) => ({
  externalId: keyAt(index),
  firstName: index % 4 === 2 ? MARKUP : "Wilhelmina Alexandra Konstantinopel",
  lastName: "Östergård",
  email: "jürgen@@example",
  gender: null,
  location: { city: "München", zipCode: "80331" },
});

function fits({ workflow, flow, reasonCode, key }) {
  return (letter) =>
    (!workflow || letter.workflow === workflow) &&
    (!flow || letter.flow === flow) &&
    (!reasonCode || letter.reasonCode === reasonCode) &&
    (!key || letter.key === key);
}

const filterOf = ({ searchParams }) => Object.fromEntries(searchParams);

function selected({ ids, upTo = Number.MAX_SAFE_INTEGER, ...filter }) {
  return ids
    ? letters.filter(({ id }) => ids.includes(id))
    : letters.filter(fits(filter)).filter(({ id }) => id <= upTo);
}

/** What an action does: a replay leaves what is superseded. */
function effectOf(action, selection) {
  const all = selected(selection);
  const left = action === "replay" ? all.filter(({ superseded }) => superseded) : [];
  const concerned = all.filter((letter) => !left.includes(letter));
  return { concerned, answer: { count: concerned.length, superseded: left.length } };
}

function groups(url) {
  const found = new Map();
  for (const { workflow, flow, reasonCode, at } of letters.filter(fits(filterOf(url)))) {
    const key = `${workflow} ${flow} ${reasonCode}`;
    const group = found.get(key) ?? { workflow, flow, reasonCode, count: 0, newest: at };
    found.set(key, { ...group, count: group.count + 1, oldest: at });
  }
  const sorted = [...found.values()].sort((one, other) => other.count - one.count);
  return json({ groups: sorted, total: letters.length });
}

function page(url) {
  const before = Number(url.searchParams.get("before") ?? Number.MAX_SAFE_INTEGER);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const rest = letters.filter(fits(filterOf(url))).filter(({ id }) => id < before);
  const shown = rest.slice(0, limit);
  return json({
    deadLetters: shown.map(({ answer, queued, links, ...item }) => item),
    next: rest.length > limit ? shown.at(-1).id : null,
  });
}

function source({ workflow, id, queued }) {
  if (workflow !== "ingress") {
    return { state: "notSupported", record: null, mapped: null, why: null };
  }
  if (id % 7 === 1) {
    return { state: "gone", record: null, mapped: null, why: null };
  }
  if (id % 7 === 2) {
    const why = "Dynamics 365 did not answer within 30 s.";
    return { state: "unavailable", record: null, mapped: null, why };
  }
  return {
    state: "found",
    record: {
      "@odata.etag": 'W/"48211"',
      contactid: keyAt(0),
      firstname: queued?.firstName ?? "Anna",
      lastname: "Östergård",
      emailaddress1: "jurgen@example.org",
      gendercode: 7,
      "gendercode@OData.Community.Display.V1.FormattedValue": "Other",
      address1_city: "München",
    },
    mapped: {
      ...queued,
      firstName: "Wilhelmina Alexandra",
      email: "jurgen@example.org",
    },
    why: null,
  };
}

/** Answers what concerns dead letters; `onGone(workflow, flow, isQueued)` is told of each that goes. */
export function answerDeadLetters([what, part], { method, url, body }, onGone) {
  if (method === "POST" && what === "preview") {
    const { answer } = effectOf(body.action, body.selection);
    return json({ ...answer, upTo: letters[0]?.id ?? 0 });
  }
  if (method === "POST") {
    const { concerned, answer } = effectOf(what, body);
    letters = letters.filter((letter) => !concerned.includes(letter));
    for (const { workflow, flow } of concerned) {
      onGone(workflow, flow, what === "replay");
    }
    return json(answer);
  }
  if (what === undefined) {
    return page(url);
  }
  if (what === "groups") {
    return groups(url);
  }
  const letter = letters.find(({ id }) => String(id) === what);
  if (!letter) {
    return problem(404, `There is no dead letter ${what}.`);
  }
  return json(part === "source" ? source(letter) : letter);
}
