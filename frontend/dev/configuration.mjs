/**
 * The routes of configuration, connections, schemas and mappings. The file that is exported is
 * JSON, which is YAML too; no other YAML is understood here.
 */

import { json, problem } from "./answers.mjs";
import { flowMisfits } from "./checks.mjs";
import * as connections from "./connections.mjs";
import { differences } from "./differences.mjs";
import { suggestedFlow } from "./documents.mjs";
import { ENTITIES, RESOURCES } from "./schemas.mjs";
import { tryFlow } from "./trial.mjs";
import * as versions from "./versions.mjs";

let schemas = "answer";
let conflict = false;

export function resetConfiguration(how, workflows) {
  versions.resetVersions(how, workflows);
  connections.resetSecrets(how !== "empty");
  schemas = "answer";
  conflict = false;
}

/** `POST /mock/schemas/{answer|away|unconfigured}`, `/mock/tests/…`, `/mock/conflict`. */
export function controlConfiguration(verb, value) {
  if (verb === "schemas") {
    schemas = value;
  } else if (verb === "tests") {
    connections.testsShall(value);
  } else if (verb === "conflict") {
    conflict = true;
  }
}

const refused = (errors) => {
  const count = errors.length === 1 ? "is 1 error" : `are ${errors.length} errors`;
  return problem(
    422,
    `There ${count} in the configuration; the first at ${errors[0].pointer}.`,
    "Correct what errors names; nothing was saved.",
    { type: "/problems/invalid-configuration", errors },
  );
};
const unknown = (what) => problem(404, `There is no ${what}.`, "See what there is.");
const answered = ({ version, ...rest }, more = {}) => ({
  ...json({ version, ...rest, ...more }),
  headers: { ETag: `"${version}"` },
});

/** Another person's save, just before the one that is on its way. */
function saveOfAnother(document) {
  const content = structuredClone(versions.saved(document).content);
  if (document === "ingress" && content.flows[0]) {
    content.flows[0].pollSeconds += 1;
  } else {
    content.pollSeconds = (content.pollSeconds ?? 5) + 1;
  }
  versions.save(document, content, { author: "mario", note: "Meanwhile" });
  conflict = false;
}

function save(document, content, body, headers) {
  if (conflict) {
    saveOfAnother(document);
  }
  const expected = headers["if-match"];
  const current = versions.saved(document).version;
  if (!expected) {
    return problem(428, "If-Match is missing.", 'Send the ETag, for instance If-Match: "7".', {
      type: "/problems/version-required",
    });
  }
  if (expected !== `"${current}"`) {
    const detail = `The saved version of ${document} is ${current}, not ${expected.replaceAll('"', "")}.`;
    const remedy = "Read the saved version, apply your change to it, and save again.";
    return problem(412, detail, remedy, { type: "/problems/version-conflict" });
  }
  const { errors, warnings } = versions.check(document, content);
  return errors.length > 0
    ? refused(errors)
    : answered(versions.save(document, content, body), { warnings });
}

function exported() {
  const documents = versions.DOCUMENTS.map((name) => [name, versions.saved(name).content]);
  const file = { tidegate: 1, ...Object.fromEntries(documents) };
  return {
    status: 200,
    type: "application/yaml",
    headers: { "Content-Disposition": 'attachment; filename="tidegate.yaml"' },
    text: `${JSON.stringify(file, null, 2)}\n`,
  };
}

function imported(text, dryRun, headers) {
  let file;
  try {
    file = JSON.parse(text);
  } catch (broken) {
    const offset = Number(/position (\d+)/.exec(broken.message)?.[1] ?? 0);
    const lines = text.slice(0, offset).split("\n");
    const place = { pointer: "", line: lines.length, column: lines.at(-1).length + 1 };
    return refused([{ ...place, message: "It is not readable.", remedy: "Correct this place." }]);
  }
  const names = versions.DOCUMENTS.filter((name) => file[name]);
  const checked = names.map((name) => [name, versions.check(name, file[name])]);
  const errors = checked.flatMap(([name, { errors: found }]) =>
    found.map((one) => ({ ...one, pointer: `/${name}${one.pointer}`, line: 1, column: 1 })),
  );
  if (errors.length > 0) {
    return refused(errors);
  }
  const by = { author: headers["x-tidegate-author"], note: headers["x-tidegate-note"] };
  const documents = checked.map(([document, { changes }]) => ({
    document,
    version: (dryRun ? versions.saved(document) : versions.save(document, file[document], by))
      .version,
    changes,
  }));
  return json({ documents, warnings: checked.flatMap(([, { warnings }]) => warnings) });
}

function document(name, action, request) {
  const { method, url, body, headers } = request;
  const [verb, number] = action;
  const ask = (parameter) => url.searchParams.get(parameter);
  if (!verb) {
    return method === "PUT"
      ? save(name, body.content, body, headers)
      : answered(versions.saved(name));
  }
  if (verb === "check") {
    return json(versions.check(name, body.content));
  }
  if (verb === "restore") {
    const old = versions.versionOf(name, body.version);
    return old ? save(name, old.content, body, headers) : unknown(`version ${body.version}`);
  }
  if (verb === "diff") {
    const [from, to] = [ask("from"), ask("to")].map((which) => versions.contentOf(name, which));
    return from && to ? json({ changes: differences(name, from, to) }) : unknown("such version");
  }
  if (number !== undefined) {
    const found = versions.versionOf(name, number);
    return found ? answered(found) : unknown(`version ${number} of ${name}`);
  }
  const before = Number(ask("before") ?? Number.MAX_SAFE_INTEGER);
  return json(versions.pageOfVersions(name, Number(ask("limit") ?? 50), before));
}

export function answerConfiguration([name, ...action], request, workflows) {
  if (!name) {
    return json({ documents: versions.listDocuments(workflows) });
  }
  if (name === "export") {
    return exported();
  }
  if (name === "import") {
    const dryRun = request.url.searchParams.get("dryRun") === "true";
    return imported(request.text, dryRun, request.headers);
  }
  if (name === "schema.json") {
    return json({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
  }
  return versions.DOCUMENTS.includes(name)
    ? document(name, action, request)
    : unknown(`document "${name}"`);
}

export function answerConnections([name, action], { method, body }) {
  if (name !== "secrets") {
    const settings = body?.connection ?? versions.saved("connections").content[name] ?? {};
    return json(connections.testConnection(name, settings, body?.secrets));
  }
  if (!action) {
    return json({ secrets: connections.listSecrets() });
  }
  if (!connections.knowsSecret(action)) {
    return unknown(`secret "${action}"`);
  }
  if (method === "DELETE") {
    connections.removeSecret(action);
  } else {
    connections.setSecret(action);
  }
  return { status: 204 };
}

function schemasRefused(system) {
  const named = system === "campaign" ? "Campaign" : "Dynamics 365";
  const { dynamics, campaign } = versions.saved("connections").content;
  const connected = system === "campaign" ? campaign : dynamics;
  if (schemas === "unconfigured" || !connected) {
    const detail = `The connection to ${named} is missing.`;
    return problem(409, detail, "Enter it on the page Connections.", {
      type: "/problems/not-configured",
    });
  }
  if (schemas === "away") {
    const remedy = "Test the connection on the page Connections, then try again.";
    return problem(502, `${named} does not answer.`, remedy, {
      type: "/problems/system-unavailable",
    });
  }
  return null;
}

export function answerSchema([system, kind, name]) {
  const refusal = schemasRefused(system);
  if (refusal) {
    return refusal;
  }
  const readAt = new Date().toISOString();
  const all = system === "campaign" ? RESOURCES : ENTITIES;
  if (name) {
    const found = all.find((one) => one.name === name);
    return found ? json({ ...found, readAt }) : unknown(`${system} table ${name}`);
  }
  const list = all.map(({ attributes, keys, fields, filters, ...rest }) => rest);
  return json({ [kind]: list, readAt });
}

export function answerMappings([verb], { body }) {
  const refusal = schemasRefused("dynamics") ?? schemasRefused("campaign");
  if (refusal) {
    return refusal;
  }
  const { flows } = versions.saved("ingress").content;
  if (verb === "suggest") {
    const known = (all, wanted) => all.some(({ name }) => name === wanted);
    return known(ENTITIES, body.entity) && known(RESOURCES, body.resource)
      ? json(suggestedFlow(body.entity, body.resource, flows))
      : unknown("such table");
  }
  const errors = flowMisfits(body.flow, flows).map((one) => ({
    ...one,
    pointer: `/flow${one.pointer}`,
  }));
  return errors.length > 0 ? refused(errors) : json({ records: tryFlow(body) });
}

/** How many records a replay reads, of a table that has a hundred thousand. */
export function previewReplay(body = { kind: "all" }) {
  const count = { all: 50_000, since: 8_214, ids: body.ids?.length, filter: 1_203 }[body.kind];
  return json({ records: count, exact: body.kind !== "all" });
}
