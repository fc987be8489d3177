/**
 * The built page with a service behind it that speaks the real one's REST and websocket but makes
 * its data up: `npm run build && npm run dev:mock`, then open the printed address. `POST
 * /mock/scenario/NAME` shows another state, `POST /mock/outage?millis=3000` is a restart, `POST
 * /mock/rest/{answer|hang|fail|unavailable}` says how REST requests are met (with `?path=/schema` those whose
 * path begins so), `POST /mock/slow?millis=2000` how long they take, `POST /mock/erasures/3` how
 * many erasures there were, `POST /mock/reconciliations/{none|past|running|finish}` which reconciliations,
 * `POST /mock/configuration/{seeded|many|empty}` which versions. Further:
 * `/mock/schemas/{answer|away|unconfigured}`, `/mock/tests/{judge|pass|fail|warn}`, `/mock/conflict`
 * (somebody else saves just before the next save).
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { json, problem } from "./answers.mjs";
import {
  answerConfiguration,
  answerConnections,
  answerMappings,
  answerSchema,
  controlConfiguration,
  previewReplay,
  resetConfiguration,
} from "./configuration.mjs";
import { answerDeadLetters, resetDeadLetters } from "./deadLetters.mjs";
import {
  answerReconciliations,
  finishReconciliation,
  resetReconciliations,
} from "./reconciliations.mjs";
import { emptyFlow, erasure, history, ledger, scenarios } from "./scenarios.mjs";
import { answerTrace } from "./trace.mjs";
import { pendingChanges, pin, saved } from "./versions.mjs";

const WEBROOT = fileURLToPath(new URL("../target/classes/webroot", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

const FAULTS = {
  fail: problem(500, "The service met an error."),
  unavailable: problem(
    503,
    "Tidegate's database does not answer.",
    "Wait until it does; nothing is lost.",
  ),
};

let workflows = scenarios[process.argv[3] ?? "draining"]();
let moving = true;
let sequence = 1;
let rest = "answer";
let restPath = "/";
let slowMillis = 0;
let down = false;
let erasures = [];
resetConfiguration("seeded", workflows);
resetDeadLetters(workflows);
resetReconciliations("past", false);

const socketServer = new WebSocketServer({ noServer: true });
const broadcast = (message) => {
  for (const client of socketServer.clients) {
    client.send(JSON.stringify(message));
  }
};
const snapshot = () => ({ type: "snapshot", sequence, workflows });
const find = (id) => workflows.find((workflow) => workflow.id === id);

/** Recomputes what follows from the flows, and tells everyone. */
function changed(workflow) {
  workflow.backlog = workflow.flows.reduce((sum, flow) => sum + flow.backlog, 0);
  sequence += 1;
  broadcast({ type: "change", sequence, workflow });
}

function move(workflow, status, special = {}) {
  Object.assign(workflow, { status, since: new Date().toISOString(), ...special });
  changed(workflow);
}

/** A quarter of a second of work in every running flow that nothing holds up. */
function tick() {
  for (const workflow of workflows) {
    if (moving && workflow.status === "RUNNING") {
      for (const flow of workflow.flows.filter(({ enabled }) => enabled)) {
        const written = flow.condition ? 0 : Math.min(flow.backlog, Math.round(Math.random() * 36));
        flow.backlog += (Math.random() < 0.3 ? 1 : 0) - written;
        flow.written += written;
        flow.writtenPerSecond = written * 4;
        flow.lastWrittenAt = written > 0 ? new Date().toISOString() : flow.lastWrittenAt;
        flow.etaSeconds = flow.condition || flow.backlog < 1 ? null : Math.round(flow.backlog / 68);
        flow.backlog = Math.max(0, flow.backlog);
      }
      changed(workflow);
    }
  }
}

function toggle(workflow, action) {
  const { status } = workflow;
  if (action === "start" && status === "STOPPING") {
    return problem(409, "The workflow is stopping.", "Start it when it is STOPPED.");
  }
  if (action === "start" && (status === "STOPPED" || status === "FAILED")) {
    if (!saved("connections").content.dynamics) {
      const detail = "The connection to Dynamics 365 is missing.";
      const remedy = "Enter it on the page Connections, then start the workflow.";
      return problem(409, detail, remedy, { type: "/problems/not-configured" });
    }
    pin(workflow);
    move(workflow, "STARTING", { failure: null, changesPending: false });
    setTimeout(() => workflow.status === "STARTING" && move(workflow, "RUNNING"), 1200);
  } else if (action === "stop" && (status === "RUNNING" || status === "STARTING")) {
    move(workflow, "STOPPING");
    setTimeout(
      () =>
        workflow.status === "STOPPING" &&
        move(workflow, "STOPPED", { condition: null, changesPending: false }),
      900,
    );
  }
  return json(workflow, 202);
}

/** One page of a list that is sorted by its ids, the newest first. */
function pageOf(name, all, url) {
  const before = Number(url.searchParams.get("before") ?? Number.MAX_SAFE_INTEGER);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const rest = all.filter(({ id }) => id < before);
  const shown = rest.slice(0, limit);
  return json({ [name]: shown, next: rest.length > limit ? shown.at(-1).id : null });
}

/** Half of what is stored is found at once, the rest a second and a half later. */
function erase() {
  const begun = erasure(erasures.length + 1, { completed: false, removed: { queues: 2 } });
  erasures.unshift(begun);
  setTimeout(() => {
    begun.completedAt = new Date().toISOString();
    Object.assign(begun.removed, { deadLetters: 0, consentState: 1, consentLedger: 4 });
  }, 1500);
  return json(begun, 202);
}

/** What was saved shows on the workflows: changes pending, and the flows of one that is stopped. */
function showSaved() {
  for (const workflow of workflows) {
    const pending = pendingChanges(workflow).length > 0;
    const flows = workflow.id === "ingress" ? flowsOf(workflow) : workflow.flows;
    if (pending !== workflow.changesPending || flows !== workflow.flows) {
      Object.assign(workflow, { changesPending: pending, flows });
      changed(workflow);
    }
  }
}

function flowsOf({ status, flows }) {
  if (status !== "STOPPED" && status !== "FAILED") {
    return flows;
  }
  return saved("ingress").content.flows.map(({ id, enabled, mapping }) => ({
    ...emptyFlow(id, `Dynamics 365 · ${mapping.entity}`, `Campaign · ${mapping.resource}`),
    ...flows.find((known) => known.id === id),
    enabled,
  }));
}

function answer(request) {
  const { method, url } = request;
  const [area, id, ...action] = url.pathname.split("/").slice(3);
  if (area === "consent") {
    return pageOf("entries", ledger(id), url);
  }
  if (area === "privacy") {
    return method === "POST" ? erase() : pageOf("erasures", erasures, url);
  }
  if (area === "configuration") {
    const answered = answerConfiguration([id, ...action], request, workflows);
    if (method !== "GET") {
      showSaved();
    }
    return answered;
  }
  const areas = {
    "dead-letters": (path, asked) => answerDeadLetters(path, asked, letterGone),
    reconciliations: answerReconciliations,
    trace: (_path, asked) => answerTrace(asked),
    connections: answerConnections,
    schema: answerSchema,
    mappings: answerMappings,
  };
  return areas[area]
    ? areas[area](id === undefined ? [] : [id, ...action], request)
    : answerWorkflows(id, action.join("/"), request);
}

/** A dead letter that is replayed waits in its queue again. */
function letterGone(id, flow, isQueued) {
  const workflow = find(id);
  const owner = workflow.flows.find((one) => one.id === flow);
  owner.failed -= 1;
  owner.backlog += isQueued ? 1 : 0;
  changed(workflow);
}

function answerWorkflows(id, name, { method, body }) {
  const workflow = find(id);
  if (!id) {
    return json({ workflows });
  }
  if (!workflow) {
    return problem(404, `There is no workflow "${id}".`);
  }
  if (name.endsWith("/replay/preview")) {
    return previewReplay(body);
  }
  if (name === "pending-changes") {
    return json({ changes: pendingChanges(workflow) });
  }
  if (method === "POST" && (name === "start" || name === "stop")) {
    return toggle(workflow, name);
  }
  if (method === "POST" && name.endsWith("/deletions")) {
    workflow.flows.forEach((flow) => {
      flow.condition = null;
    });
    workflow.condition = null;
    changed(workflow);
    return json({}, 202);
  }
  if (method === "POST") {
    return json({}, 202);
  }
  if (name === "history") {
    return json(history(workflow.flows));
  }
  return json(workflow);
}

function control(url) {
  const [, , verb, value] = url.pathname.split("/");
  if (verb === "scenario") {
    workflows = scenarios[value]();
    erasures = [];
    slowMillis = 0;
    resetConfiguration("seeded", workflows);
    resetDeadLetters(workflows);
    workflows.forEach((workflow) => {
      workflow.backlog = workflow.flows.reduce((sum, flow) => sum + flow.backlog, 0);
    });
    moving = url.searchParams.get("moving") !== "false";
    resetReconciliations("past", !moving);
    sequence += 1;
    broadcast(snapshot());
  } else if (verb === "erasures") {
    erasures = Array.from({ length: Number(value) }, (_, index) =>
      erasure(Number(value) - index, {
        completed: index > 0 || value === "1",
        removed: index % 3 === 1 ? {} : { queues: 2, consentLedger: 14, trace: 1 },
      }),
    );
  } else if (verb === "reconciliations") {
    value === "finish" ? finishReconciliation() : resetReconciliations(value);
  } else if (verb === "rest") {
    rest = value;
    restPath = url.searchParams.get("path") ?? "/";
  } else if (verb === "slow") {
    slowMillis = Number(url.searchParams.get("millis") ?? 2000);
  } else if (verb === "configuration") {
    resetConfiguration(value, workflows);
  } else if (verb === "outage") {
    down = true;
    socketServer.clients.forEach((client) => {
      client.terminate();
    });
    setTimeout(
      () => {
        down = false;
        sequence = 1;
      },
      Number(url.searchParams.get("millis") ?? 3000),
    );
  } else {
    controlConfiguration(verb, value);
  }
}

function serveFile(path, response) {
  const file = join(WEBROOT, normalize(path));
  const known = existsSync(file) && statSync(file).isFile();
  const served = known ? file : join(WEBROOT, "index.html");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(served)] ?? "application/octet-stream",
    "Content-Security-Policy": POLICY,
  });
  createReadStream(served).pipe(response);
}

async function read(request, url) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const body = isJson && text !== "" ? JSON.parse(text) : undefined;
  return { method: request.method, headers: request.headers, url, text, body };
}

async function serveRest(request, url, response) {
  const met = url.pathname.slice("/api/v1".length).startsWith(restPath) ? rest : "answer";
  if (met === "hang") {
    return;
  }
  const asked = await read(request, url);
  const {
    status,
    type,
    body,
    text = JSON.stringify(body),
    headers,
  } = met === "answer" ? answer(asked) : FAULTS[met];
  setTimeout(() => {
    response.writeHead(status, type ? { "Content-Type": type, ...headers } : {}).end(text);
  }, slowMillis);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname.startsWith("/mock/")) {
    control(url);
    response.writeHead(204).end();
  } else if (down) {
    request.socket.destroy();
  } else if (!url.pathname.startsWith("/api/")) {
    serveFile(url.pathname, response);
  } else {
    serveRest(request, url, response);
  }
});

server.on("upgrade", (request, socket, head) => {
  if (down || (rest !== "answer" && restPath === "/") || request.url !== "/api/v1/live") {
    socket.destroy();
    return;
  }
  socketServer.handleUpgrade(request, socket, head, (client) => {
    client.send(JSON.stringify(snapshot()));
    client.on("message", () => client.send(JSON.stringify(snapshot())));
  });
});

setInterval(tick, 250);
setInterval(() => broadcast({ type: "heartbeat", sequence }), 10_000);
server.listen(Number(process.argv[2] ?? 8090), "127.0.0.1", () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
