import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Workflow } from "../api/types.ts";
import { FakeSocket } from "../testing/fakeSocket.ts";
import { aWorkflow } from "../testing/workflows.ts";
import { LiveClient, SILENCE_MILLIS, SNAPSHOT_MILLIS } from "./liveClient.ts";

let sockets: FakeSocket[];
let snapshots: Workflow[][];
let changes: Workflow[];
let client: LiveClient;

const lastSocket = () => sockets[sockets.length - 1] as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-24T14:00:00Z") });
  sockets = [];
  snapshots = [];
  changes = [];
  client = new LiveClient({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onSnapshot: (workflows) => snapshots.push(workflows),
    onChange: (workflow) => changes.push(workflow),
    random: () => 0.5,
  });
  client.connect();
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

function snapshot(sequence: number, workflows = [aWorkflow()]) {
  lastSocket().serve({ type: "snapshot", sequence, workflows });
}

function change(sequence: number, workflow = aWorkflow()) {
  lastSocket().serve({ type: "change", sequence, workflow });
}

describe("while the line is good", () => {
  test("it is connecting until the snapshot comes, then live", () => {
    expect(client.state().phase).toBe("connecting");
    snapshot(7);
    expect(client.state().phase).toBe("live");
    expect(snapshots).toHaveLength(1);
  });

  test("changes that follow one another are handed on", () => {
    snapshot(7);
    change(8, aWorkflow({ status: "STOPPING" }));
    change(9, aWorkflow({ status: "STOPPED" }));
    expect(changes.map((workflow) => workflow.status)).toEqual(["STOPPING", "STOPPED"]);
    expect(lastSocket().sent).toEqual([]);
  });

  test("heartbeats keep the line open", () => {
    snapshot(7);
    for (let beat = 0; beat < 10; beat++) {
      vi.advanceTimersByTime(10_000);
      lastSocket().serve({ type: "heartbeat", sequence: 7 });
    }
    expect(sockets).toHaveLength(1);
    expect(client.state().phase).toBe("live");
  });

  test("a frame it does not know is ignored", () => {
    snapshot(7);
    lastSocket().onmessage?.({ data: '{"type":"weather","sequence":8}' });
    lastSocket().onmessage?.({ data: "not JSON" });
    lastSocket().onmessage?.({ data: new ArrayBuffer(4) });
    change(8);
    expect(changes).toHaveLength(1);
  });
});

describe("when a message was missed", () => {
  test("a gap between changes makes it ask for a snapshot, and apply nothing until it comes", () => {
    snapshot(7);
    change(9);
    expect(lastSocket().sent).toEqual(['{"type":"snapshot"}']);
    change(10);
    expect(changes).toHaveLength(0);
    snapshot(10);
    change(11);
    expect(snapshots).toHaveLength(2);
    expect(changes).toHaveLength(1);
    expect(lastSocket().sent).toHaveLength(1);
  });

  test("a heartbeat that is ahead shows a gap too", () => {
    snapshot(7);
    lastSocket().serve({ type: "heartbeat", sequence: 8 });
    expect(lastSocket().sent).toEqual(['{"type":"snapshot"}']);
  });

  test("a snapshot that was asked for and does not come makes it connect anew", () => {
    snapshot(7);
    change(9);
    vi.advanceTimersByTime(SNAPSHOT_MILLIS + 1_000);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
  });
});

describe("when the line is lost", () => {
  test("it says so with the time of the last message, and is live again by itself", () => {
    snapshot(7);
    vi.advanceTimersByTime(3_000);
    lastSocket().serve({ type: "heartbeat", sequence: 7 });
    vi.advanceTimersByTime(2_000);
    lastSocket().drop();
    expect(client.state()).toEqual({
      phase: "reconnecting",
      asOf: Date.parse("2026-11-24T14:00:03Z"),
    });
    vi.advanceTimersByTime(300);
    expect(sockets).toHaveLength(2);
    snapshot(1);
    expect(client.state()).toEqual({ phase: "live", asOf: null });
  });

  test("the first retry is quick, the next ones back off up to ten seconds", () => {
    snapshot(7);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      lastSocket().drop();
      const before = Date.now();
      vi.advanceTimersToNextTimer();
      delays.push(Date.now() - before);
    }
    expect(delays[0]).toBe(150);
    expect(delays.slice(0, 4)).toEqual([150, 300, 600, 1200]);
    expect(delays.at(-1)).toBe(7_500);
  });

  test("a snapshot ends the back-off", () => {
    for (let attempt = 0; attempt < 6; attempt++) {
      lastSocket().drop();
      vi.advanceTimersToNextTimer();
    }
    snapshot(1);
    lastSocket().drop();
    vi.advanceTimersByTime(200);
    expect(sockets).toHaveLength(8);
  });

  test("silence for more than two heartbeats counts as lost", () => {
    snapshot(7);
    vi.advanceTimersByTime(SILENCE_MILLIS + 1);
    expect(sockets[0]?.closed).toBe(true);
    expect(client.state().phase).toBe("reconnecting");
  });

  test("messages of a connection that was given up change nothing", () => {
    snapshot(7);
    const old = lastSocket();
    const handler = old.onmessage;
    old.drop();
    handler?.({
      data: JSON.stringify({ type: "change", sequence: 8, workflow: aWorkflow() }),
    });
    expect(changes).toHaveLength(0);
  });

  test("'the network is back' connects at once, and only once", () => {
    snapshot(7);
    lastSocket().drop();
    client.connect();
    client.connect();
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
  });
});

test("after close nothing is tried any more", () => {
  snapshot(7);
  client.close();
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
});
