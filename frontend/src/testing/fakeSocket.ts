import type { Socket } from "../live/liveClient.ts";
import type { ServerMessage } from "../live/protocol.ts";

/** A socket whose server side is the test. */
export class FakeSocket implements Socket {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }

  /** The service sends a message. */
  serve(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The service, or the network, ends the connection. */
  drop(): void {
    this.closed = true;
    this.onclose?.();
  }
}
