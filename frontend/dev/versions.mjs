/** The saved versions of the four documents, and what each running workflow is pinned to. */
import { misfitsOf } from "./checks.mjs";
import { differences } from "./differences.mjs";
import { builtIn, configured } from "./documents.mjs";

export const DOCUMENTS = ["connections", "ingress", "egress", "consent"];
const COUNTING = {
  ingress: ["connections", "ingress", "consent"],
  egress: ["connections", "egress"],
  consent: ["connections", "consent"],
};

const copy = (value) => structuredClone(value);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

let versions = {};
let pinned = {};

function version(document, number, content, special = {}) {
  return {
    document,
    version: number,
    savedAt: null,
    author: null,
    note: null,
    content,
    ...special,
  };
}

/** One version of everything, made from the settings, and two more of ingress. */
function seed(document, content, many) {
  const first = copy(content);
  if (document !== "ingress") {
    const seeded = { savedAt: hoursAgo(72), author: "settings" };
    return [version(document, 1, first, seeded)];
  }
  first.flows = first.flows.slice(0, 2);
  first.flows[0].mapping.attributes[0].conversion.maxLength = 20;
  const second = copy(content);
  second.flows[0].mapping.attributes[0].conversion.maxLength = 20;
  const seeds = [
    version(document, 1, first, { savedAt: hoursAgo(72), author: "settings" }),
    version(document, 2, second, {
      savedAt: hoursAgo(26),
      author: "anna",
      note: "Subscriptions and invoice lines",
    }),
  ];
  for (let number = 3; number <= (many ? 62 : 3); number += 1) {
    const next = copy(content);
    next.flows[0].pollSeconds = 5 + ((number - 3) % 50);
    const note = number === 3 ? "First names as long as Campaign takes them" : null;
    seeds.push(version(document, number, next, { savedAt: hoursAgo(2), author: "mario", note }));
  }
  return seeds;
}

/** `seeded`, `many` versions of ingress, or `empty` as a new installation. */
export function resetVersions(how, workflows) {
  const zero = builtIn();
  const contents = configured();
  versions = Object.fromEntries(
    DOCUMENTS.map((document) => [
      document,
      [
        version(document, 0, zero[document]),
        ...(how === "empty" ? [] : seed(document, contents[document], how === "many")),
      ],
    ]),
  );
  pinned = {};
  for (const workflow of workflows) {
    pin(workflow);
    const [, document] = COUNTING[workflow.id] ?? [];
    if (workflow.changesPending && document) {
      const before = versions[document].at(-2);
      pinned[workflow.id][document] = before ?? versions[document].at(-1);
    }
  }
}

export const saved = (document) => versions[document].at(-1);
const runs = ({ status }) => status === "RUNNING" || status === "STARTING";

export function pin(workflow) {
  const counting = COUNTING[workflow.id] ?? [];
  pinned[workflow.id] = Object.fromEntries(counting.map((name) => [name, saved(name)]));
}

export function pendingChanges(workflow) {
  return !workflow || !runs(workflow)
    ? []
    : Object.entries(pinned[workflow.id] ?? {}).flatMap(([document, { content }]) =>
        differences(document, content, saved(document).content),
      );
}

export function listDocuments(workflows) {
  return DOCUMENTS.map((document) => {
    const { content, ...rest } = saved(document);
    const pendingFor = workflows
      .filter((workflow) => runs(workflow) && pinned[workflow.id]?.[document])
      .filter(({ id }) => !same(pinned[id][document].content, content))
      .map(({ id }) => id);
    return { ...rest, pendingFor };
  });
}

export function check(document, content) {
  let errors;
  try {
    errors = misfitsOf[document](content);
  } catch {
    errors = [
      { pointer: "", message: "Something is missing.", remedy: "Begin with what is saved." },
    ];
  }
  const changes =
    errors[0]?.pointer === "" ? [] : differences(document, saved(document).content, content);
  return { errors, warnings: warningsOf(document, content), changes };
}

function warningsOf(document, content) {
  return document === "ingress" && content.flows?.length === 0
    ? [
        {
          pointer: "/flows",
          message: "There is no flow, so nothing goes to Campaign.",
          remedy: "Add a flow.",
        },
      ]
    : [];
}

export function save(document, content, { author, note = null } = {}) {
  const last = saved(document);
  if (!same(last.content, content)) {
    const savedAt = new Date().toISOString();
    const number = last.version + 1;
    versions[document].push(
      version(document, number, copy(content), { savedAt, author: author || "anonymous", note }),
    );
  }
  return saved(document);
}

export const versionOf = (document, number) =>
  versions[document].find((one) => one.version === Number(number));

export function pageOfVersions(document, limit, before) {
  const all = versions[document]
    .slice(1)
    .reverse()
    .filter((one) => one.version < before);
  const page = all.slice(0, limit).map(({ content, document: _, ...rest }) => ({
    ...rest,
    changes: differences(document, versionOf(document, rest.version - 1).content, content),
  }));
  const next = all.length > limit ? { nextBefore: page.at(-1).version } : {};
  return { versions: page, ...next };
}

/** A number, `saved`, or `running`; undefined when there is none. */
export function contentOf(document, which) {
  if (which === "saved") {
    return saved(document).content;
  }
  if (which === "running") {
    const workflow = document === "connections" ? "ingress" : document;
    return (pinned[workflow]?.[document] ?? saved(document)).content;
  }
  return versionOf(document, which)?.content;
}
