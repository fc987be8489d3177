/** The reconciliations behind the page: past ones of every kind, and one that runs while time passes. */
import { json, problem } from "./answers.mjs";

const MARKUP = `<img src=x onerror="document.title='executed'">`;
const EXPECTED = 48_211;
/** How many seconds each phase of a running one takes, in their order. */
const PHASES = { counting: 1, readingSource: 4, readingTarget: 4, comparing: 1, confirming: 3 };
const WHOLE = Object.values(PHASES).reduce((sum, seconds) => sum + seconds, 0);
const FIELDS = ["email", "firstName", "location.city", "company", "phone"];
const STATES = ["open", "open", "open", "open", "queued", "repaired"];

let all = [];
let differences = [];
let still = true;

const at = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();
const keyAt = (index) =>
  `9e4b${(0x1a00 + index).toString(16)}-77c0-4b1a-8d2f-${(0xfedcba0000 + index * 104729).toString(16).padStart(12, "0")}`;

function reconciliation(id, special = {}) {
  return {
    id,
    workflow: "ingress",
    flow: "contact",
    status: "COMPLETED",
    trigger: id % 2 === 0 ? "schedule" : "demand",
    startedAt: at(-86_400 * (40 - id)),
    endedAt: at(-86_400 * (40 - id) + 1_260),
    phase: null,
    source: { read: EXPECTED, expected: EXPECTED },
    target: { read: EXPECTED - 9, expected: EXPECTED - 12 },
    eta: null,
    differences: { missing: 0, surplus: 0, different: 0, duplicate: 0 },
    pending: 0,
    fields: [],
    condition: null,
    cause: null,
    remedy: null,
    ...special,
  };
}

/** Which kind the differences have, by their place: most are different. */
const kindAt = (index) => ["missing", "different", "surplus", "different", "duplicate"][index % 5];

function difference(index, state) {
  const kind = kindAt(index);
  const fields = FIELDS.filter((_, place) => (index * 7 + place * 3) % 4 === 0);
  return {
    id: 1_000 + index,
    key: keyAt(index),
    kind,
    fields: kind === "different" ? (fields.length > 0 ? fields : ["email"]) : [],
    target: kind === "missing" ? null : `https://mc.adobe.io/acme/campaign/profile/@Wm3k${index}`,
    state: state ?? STATES[index % STATES.length],
  };
}

/** What is found so far, counted. */
function found() {
  const counts = { missing: 0, surplus: 0, different: 0, duplicate: 0 };
  const fields = new Map();
  for (const { kind, fields: names } of differences) {
    counts[kind] += 1;
    for (const name of names) {
      fields.set(name, (fields.get(name) ?? 0) + 1);
    }
  }
  return {
    differences: counts,
    fields: [...fields].map(([field, count]) => ({ field, count })),
  };
}

function ended(special) {
  return { endedAt: at(0), phase: null, eta: null, condition: null, ...special };
}

/** Brings the running one to where it has come by now. */
function advance() {
  const one = all.find(({ status }) => status === "RUNNING");
  if (!one) {
    return;
  }
  const seconds = still ? 3 : (Date.now() - Date.parse(one.startedAt)) / 1000;
  if (seconds >= WHOLE) {
    finish();
    return;
  }
  const begins = Object.keys(PHASES).map((_, index) =>
    Object.values(PHASES)
      .slice(0, index)
      .reduce((sum, length) => sum + length, 0),
  );
  const place = begins.findLastIndex((begin) => begin <= seconds);
  const readIn = (phase) =>
    Math.round(EXPECTED * Math.min(1, Math.max(0, (seconds - begins[phase]) / 4)));
  Object.assign(one, {
    phase: Object.keys(PHASES)[place],
    source: { read: readIn(1), expected: seconds < 1 ? null : EXPECTED },
    target: { read: readIn(2), expected: seconds < 1 ? null : EXPECTED - 12 },
    eta: place === 0 ? null : at(WHOLE - seconds),
  });
}

function finish() {
  const one = all.find(({ status }) => status === "RUNNING");
  differences = Array.from({ length: 57 }, (_, index) => difference(57 - index, "open"));
  Object.assign(one, ended({ status: "COMPLETED", ...found(), pending: 14 }));
  one.source.read = EXPECTED;
  one.target.read = EXPECTED - 9;
}

/** Those that there are: none, past ones, or one that runs besides; `isStill` keeps that as it is. */
export function resetReconciliations(which, isStill = still) {
  still = isStill;
  differences = which === "none" ? [] : Array.from({ length: 57 }, (_, i) => difference(57 - i));
  const cause = "Campaign refused the query: the field 'cusLoyalty' is not known (RST-360022).";
  const remedy = "Publish the custom resource, or take the field out of the mapping.";
  const past = Array.from({ length: 24 }, (_, index) => reconciliation(24 - index));
  all =
    which === "none"
      ? []
      : [
          reconciliation(28, { startedAt: at(-1_700), endedAt: at(-440), ...found(), pending: 14 }),
          reconciliation(27, { flow: "account", startedAt: at(-7_000), endedAt: at(-6_958) }),
          reconciliation(26, {
            status: "FAILED",
            cause,
            remedy,
            target: { read: 0, expected: null },
          }),
          reconciliation(25, { status: "CANCELLED" }),
          ...past,
        ];
  if (which === "running") {
    begin("contact", { condition: "Campaign asked for a pause until 14:05:12." });
  }
}

function begin(flow, special = {}) {
  const id = (all[0]?.id ?? 0) + 1;
  const begun = reconciliation(id, {
    flow,
    status: "RUNNING",
    trigger: "demand",
    startedAt: at(still ? -140 : 0),
    endedAt: null,
    ...special,
  });
  all.unshift(begun);
  advance();
  return begun;
}

/** Lets the running one come to its end. */
export function finishReconciliation() {
  finish();
}

function start({ workflow, flow }) {
  if (workflow !== "ingress") {
    return problem(422, `Flows of ${workflow} cannot be reconciled.`, "Choose a flow of ingress.");
  }
  if (all.some((one) => one.status === "RUNNING" && one.flow === flow)) {
    const detail = `A reconciliation of ${flow} is under way.`;
    return problem(409, detail, "Wait until it is done, or cancel it.");
  }
  return json(begin(flow), 202);
}

function page(name, entries, { searchParams }) {
  const before = Number(searchParams.get("before") ?? Number.MAX_SAFE_INTEGER);
  const limit = Number(searchParams.get("limit") ?? 50);
  const rest = entries.filter(({ id }) => id < before);
  const shown = rest.slice(0, limit);
  return json({ [name]: shown, next: rest.length > limit ? shown.at(-1).id : null });
}

const fits =
  ({ kind, field, state }) =>
  (one) =>
    (!kind || one.kind === kind) &&
    (!field || one.fields.includes(field)) &&
    (!state || one.state === state);

function valuesOf({ kind, fields, key }) {
  const source = {
    externalId: key,
    email: "jane@example.org",
    firstName: "Jane",
    "location.city": "München",
    company: "A-0815",
    phone: null,
  };
  const differing = {
    ...source,
    ...Object.fromEntries(fields.map((field) => [field, field === "phone" ? "0815" : MARKUP])),
  };
  return Object.keys(source).map((field) => ({
    field,
    source: kind === "surplus" ? null : source[field],
    target: kind === "missing" ? null : differing[field],
    differs: kind === "different" ? fields.includes(field) : source[field] !== null,
  }));
}

function now(one) {
  return one.kind === "duplicate"
    ? { ...one, values: [], why: "The target has 3 records with this key." }
    : { ...one, values: valuesOf(one), why: null };
}

/** Duplicates are left; what is surplus is deleted. */
function repairOf({ ids, upTo = Number.MAX_SAFE_INTEGER, ...filter }) {
  const meant = ids
    ? differences.filter(({ id }) => ids.includes(id))
    : differences.filter(fits(filter)).filter(({ id }) => id <= upTo);
  const open = meant.filter(({ state }) => state === "open");
  const concerned = open.filter(({ kind }) => kind !== "duplicate");
  const deletions = concerned.filter(({ kind }) => kind === "surplus").length;
  const answer = {
    count: open.length,
    writes: concerned.length - deletions,
    deletions,
    left: open.length - concerned.length,
    upTo: differences[0]?.id ?? 0,
  };
  return { concerned, answer };
}

function repair(body) {
  const { concerned, answer } = repairOf(body);
  for (const one of concerned) {
    one.state = "queued";
  }
  if (!still) {
    setTimeout(() => {
      for (const one of concerned) {
        one.state = "repaired";
      }
    }, 4_000);
  }
  return json(answer, 202);
}

/** Answers what concerns reconciliations. All have the same differences. */
export function answerReconciliations([id, what, part], { method, url, body }) {
  advance();
  if (id === undefined) {
    return method === "POST" ? start(body) : page("reconciliations", all, url);
  }
  const one = all.find((known) => String(known.id) === id);
  if (!one) {
    return problem(404, `There is no reconciliation ${id}.`);
  }
  if (what === "cancel") {
    Object.assign(one, ended({ status: "CANCELLED" }));
  }
  if (what === "repair") {
    return part === "preview" ? json(repairOf(body).answer) : repair(body);
  }
  if (what === "differences") {
    const theirs = Object.values(one.differences).some((count) => count > 0) ? differences : [];
    const asked = theirs.find((known) => String(known.id) === part);
    const filter = Object.fromEntries(url.searchParams);
    return asked ? json(now(asked)) : page("differences", theirs.filter(fits(filter)), url);
  }
  return json(one);
}
