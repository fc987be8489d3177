import type { Workflow } from "../api/types.ts";
import { ASK_SNAPSHOT, parseMessage, type ServerMessage } from "./protocol.ts";

/**
 * - `connecting`: the first attempt is under way;
 * - `live`: what is shown is what the service holds;
 * - `reconnecting`: there is no connection; what came over the last one dates from `asOf`.
 */
export type LivePhase = "connecting" | "live" | "reconnecting";

export interface LiveState {
  phase: LivePhase;
  /** While reconnecting: when the last message arrived, or null if none ever did. */
  asOf: number | null;
}

/** The part of WebSocket that is used here. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(data: string): void;
  close(): void;
}

export interface LiveOptions {
  connect: () => Socket;
  onSnapshot: (workflows: Workflow[]) => void;
  onChange: (workflow: Workflow) => void;
  /** Between 0 and 1, exclusive; for the jitter. */
  random?: () => number;
}

/** The service's heartbeat comes every 10 s; two may be late before the line counts as dead. */
export const SILENCE_MILLIS = 25_000;
/** A snapshot that does not come within this time after it was asked for: connect anew. */
export const SNAPSHOT_MILLIS = 8_000;
const FIRST_RETRY_MILLIS = 200;
const LONGEST_RETRY_MILLIS = 10_000;

/**
 * Keeps one websocket to the service. Changes are numbered: after a gap a fresh snapshot is asked
 * for, and until it comes nothing is applied, so that what is shown is never a mixture. A silent
 * line is closed. Retries begin at once and back off with jitter.
 */
export class LiveClient {
  readonly #options: LiveOptions;
  readonly #random: () => number;
  readonly #listeners = new Set<() => void>();
  #state: LiveState = { phase: "connecting", asOf: null };
  #socket: Socket | undefined;
  /** The number of the last message applied; undefined while a snapshot is awaited. */
  #sequence: number | undefined;
  #heardAt: number | null = null;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): LiveState => this.#state;

  /** Connects now, unless connected; also the answer to "the network is back". */
  connect(): void {
    clearTimeout(this.#retry);
    if (this.#socket) {
      return;
    }
    const socket = this.#options.connect();
    this.#socket = socket;
    this.#sequence = undefined;
    this.#watch(SNAPSHOT_MILLIS);
    socket.onmessage = (event) => this.#receive(socket, event.data);
    socket.onclose = () => this.#lost(socket);
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  #receive(socket: Socket, frame: unknown): void {
    const message = parseMessage(frame);
    if (socket !== this.#socket || !message) {
      return;
    }
    if (message.type === "snapshot") {
      this.#sequence = message.sequence;
      this.#failures = 0;
      this.#options.onSnapshot(message.workflows);
      this.#alive();
    } else if (this.#sequence !== undefined) {
      this.#apply(message);
    }
  }

  #apply(message: Exclude<ServerMessage, { type: "snapshot" }>): void {
    const expected = (this.#sequence ?? 0) + (message.type === "change" ? 1 : 0);
    if (message.sequence !== expected) {
      this.#sequence = undefined;
      this.#watch(SNAPSHOT_MILLIS);
      this.#socket?.send(ASK_SNAPSHOT);
      return;
    }
    this.#sequence = message.sequence;
    if (message.type === "change") {
      this.#options.onChange(message.workflow);
    }
    this.#alive();
  }

  #alive(): void {
    this.#watch(SILENCE_MILLIS);
    this.#heardAt = Date.now();
    if (this.#state.phase !== "live") {
      this.#publish({ phase: "live", asOf: null });
    }
  }

  /** Gives the line up when nothing useful arrives in time. */
  #watch(millis: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      const silent = this.#socket;
      if (silent) {
        silent.onmessage = null;
        silent.onclose = null;
        silent.close();
        this.#lost(silent);
      }
    }, millis);
  }

  #lost(socket: Socket): void {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = undefined;
    clearTimeout(this.#watchdog);
    if (this.#state.phase !== "reconnecting") {
      this.#publish({ phase: "reconnecting", asOf: this.#heardAt });
    }
    const ceiling = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.connect(), ceiling * (0.5 + this.#random() / 2));
  }

  #publish(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
