import { act, render } from "@testing-library/react";
import { vi } from "vitest";
import { App } from "../App.tsx";
import type { DeadLetterDetail, Erasure, LedgerEntry, Workflow } from "../api/types.ts";
import { type Language, startI18n } from "../i18n/i18n.ts";
import { FakeConfiguration } from "./fakeConfiguration.ts";
import { FakeSocket } from "./fakeSocket.ts";

export interface Request {
  method: string;
  path: string;
  body: unknown;
  headers: Record<string, string>;
}

export type Answer = { status: number; body: unknown } | "never" | "unreachable";

/** The service as the page sees it: REST answers and one websocket, both in the test's hands. */
export class FakeService {
  workflows: Workflow[];
  deadLetters: DeadLetterDetail[] = [];
  ledger: LedgerEntry[] = [];
  erasures: Erasure[] = [];
  readonly configuration = new FakeConfiguration();
  readonly requests: Request[] = [];
  readonly sockets: FakeSocket[] = [];
  /** By path, or method and path: set for the requests that are not to be answered as usual. */
  answers = new Map<string, Answer>();
  #sequence = 0;

  constructor(workflows: Workflow[]) {
    this.workflows = workflows;
  }

  readonly connect = (): FakeSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1] as FakeSocket;
  }

  snapshot(workflows = this.workflows): void {
    this.#sequence += 1;
    act(() => this.socket.serve({ type: "snapshot", sequence: this.#sequence, workflows }));
  }

  change(workflow: Workflow): void {
    this.#sequence += 1;
    act(() => this.socket.serve({ type: "change", sequence: this.#sequence, workflow }));
  }

  posts(): string[] {
    return this.requests.filter(({ method }) => method === "POST").map(({ path }) => path);
  }

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    const path = url.replace("/api/v1", "").replace(/\?.*/, "");
    const headers = (init.headers ?? {}) as Record<string, string>;
    const isJson = headers["Content-Type"] === "application/json";
    const body = isJson ? JSON.parse(String(init.body)) : init.body;
    const request = { method, path, body, headers };
    this.requests.push(request);
    const answer =
      this.answers.get(`${method} ${path}`) ??
      this.answers.get(path) ??
      this.configuration.answer(request) ??
      this.#usual(path);
    if (answer === "never") {
      return new Promise(() => {});
    }
    if (answer === "unreachable") {
      throw new TypeError("Failed to fetch");
    }
    const text = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status });
  };

  #usual(path: string): Answer {
    const [, area, id, action] = path.split("/");
    if (area === "consent") {
      return { status: 200, body: { entries: this.ledger, next: null } };
    }
    if (area === "privacy") {
      return { status: 200, body: { erasures: this.erasures, next: null } };
    }
    if (area === "dead-letters") {
      return this.#deadLetters(id);
    }
    const workflow = this.workflows.find((one) => one.id === id);
    switch (action) {
      case undefined:
        return { status: 200, body: { workflows: this.workflows } };
      case "history":
        return { status: 200, body: { intervalSeconds: 2, flows: [] } };
      default:
        return { status: 202, body: workflow };
    }
  }

  #deadLetters(id: string | undefined): Answer {
    if (id === undefined) {
      return { status: 200, body: { deadLetters: this.deadLetters, next: null } };
    }
    const groups = this.deadLetters.map(({ workflow, flow, reasonCode, at }) => {
      return { workflow, flow, reasonCode, count: 1, oldest: at, newest: at };
    });
    return id === "groups"
      ? { status: 200, body: { groups, total: groups.length } }
      : { status: 404, body: { detail: "There is no such dead letter." } };
  }
}

/** The whole page at an address, with a service behind it. */
export function renderApp(service: FakeService, path = "/", language: Language = "en"): void {
  vi.stubGlobal("fetch", service.fetch);
  window.history.replaceState(null, "", path);
  startI18n(language);
  render(<App connect={service.connect} />);
}
