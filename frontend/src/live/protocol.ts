import type { Workflow } from "../api/types.ts";

/** What the service sends over /api/v1/live. */
export type ServerMessage =
  | { type: "snapshot"; sequence: number; workflows: Workflow[] }
  | { type: "change"; sequence: number; workflow: Workflow }
  | { type: "heartbeat"; sequence: number };

/** What the page may send: a request for a fresh snapshot. */
export const ASK_SNAPSHOT = JSON.stringify({ type: "snapshot" });

/** Reads a frame; undefined for one that this page does not know. */
export function parseMessage(frame: unknown): ServerMessage | undefined {
  if (typeof frame !== "string") {
    return undefined;
  }
  try {
    const message = JSON.parse(frame) as ServerMessage;
    const known = ["snapshot", "change", "heartbeat"].includes(message.type);
    return known && Number.isInteger(message.sequence) ? message : undefined;
  } catch {
    return undefined;
  }
}
