import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const READY_MILLIS = 60_000;

/** A process that is ready once it has printed a line that matches, and what that line says. */
export class Program {
  readonly #process: ChildProcess;
  readonly ready: string;

  private constructor(process: ChildProcess, ready: string) {
    this.#process = process;
    this.ready = ready;
  }

  static async start(
    command: string,
    args: string[],
    ready: RegExp,
    env: Record<string, string> = {},
  ): Promise<Program> {
    // Its standard input stays open as long as this process lives: the sandbox ends with it.
    const child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    const output: string[] = [];
    const line = await new Promise<string>((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`${command} ${args.join(" ")} ${why}:\n${output.slice(-40).join("\n")}`));
      const late = setTimeout(() => {
        child.kill("SIGKILL");
        fail("is not ready in time");
      }, READY_MILLIS);
      child.once("exit", (code) => fail(`ended with ${code}`));
      child.once("error", (error) => fail(error.message));
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", (text) => {
          output.push(text);
          if (output.length > 500) {
            output.shift();
          }
          const match = ready.exec(text);
          if (match) {
            clearTimeout(late);
            resolve(match[1] ?? match[0]);
          }
        });
      }
    });
    return new Program(child, line);
  }

  /** Asks the process to end and waits until it has. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill(signal);
      await once(this.#process, "exit");
    }
  }
}

/** A port that was free a moment ago, for a server that must come back on the same one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") {
    throw new Error("no port");
  }
  return address.port;
}
