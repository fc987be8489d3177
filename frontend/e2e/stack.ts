import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import type { Workflow, WorkflowStatus } from "../src/api/types.ts";
import { freePort, Program } from "./processes.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SANDBOX_JAR = join(root, "sandbox/target/tidegate-sandbox.jar");
const SERVICE_JAR = join(root, "backend/target/tidegate.jar");
const PEOPLE = 600;

/** Where the sandbox's Campaign leaves its exports. */
export interface Sftp {
  host: string;
  port: number;
  user: string;
  password: string;
  hostKey: string;
}

/** The sandbox, and the service with a database of its own, as processes of their own. */
export class Stack {
  readonly #sandbox: Program;
  readonly #folder: string;
  readonly #port: number;
  #service: Program | undefined;

  private constructor(sandbox: Program, folder: string, port: number) {
    this.#sandbox = sandbox;
    this.#folder = folder;
    this.#port = port;
  }

  static async start(): Promise<Stack> {
    const stack = await Stack.#prepare(["--people", String(PEOPLE)]);
    await stack.startService();
    return stack;
  }

  /** Nothing is configured: the service knows its port and its database. */
  static async startEmpty(people: number, accounts: number): Promise<Stack> {
    const records = ["--people", String(people), "--accounts", String(accounts)];
    const stack = await Stack.#prepare(records);
    await stack.#start({});
    return stack;
  }

  static async #prepare(records: string[]): Promise<Stack> {
    const sandbox = await Program.start(
      "java",
      ["-jar", SANDBOX_JAR, "--port", "0", ...records, "--exit-on-stdin-close"],
      /Sandbox listening on (\S+)/,
    );
    const folder = await mkdtemp(join(tmpdir(), "tidegate-e2e-"));
    return new Stack(sandbox, folder, await freePort());
  }

  /** The sandbox's address, in place of both vendors. */
  get vendors(): string {
    return this.#sandbox.ready;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async startService(special: Record<string, string> = {}): Promise<void> {
    const sandbox = this.#sandbox.ready;
    const sftp = (await this.control("GET", "/sftp")) as Sftp;
    await this.#start({
      TIDEGATE_DYNAMICS_URL: `${sandbox}/dynamics`,
      TIDEGATE_DYNAMICS_TOKEN_URL: `${sandbox}/entra/contoso-tenant/oauth2/v2.0/token`,
      TIDEGATE_DYNAMICS_CLIENT_ID: "dynamics-client",
      TIDEGATE_DYNAMICS_CLIENT_SECRET: "dynamics-secret",
      TIDEGATE_CAMPAIGN_URL: `${sandbox}/campaign/contoso`,
      TIDEGATE_CAMPAIGN_TOKEN_URL: `${sandbox}/ims/token/v3`,
      TIDEGATE_CAMPAIGN_CLIENT_ID: "campaign-client",
      TIDEGATE_CAMPAIGN_CLIENT_SECRET: "campaign-secret",
      TIDEGATE_CAMPAIGN_SFTP_HOST: sftp.host,
      TIDEGATE_CAMPAIGN_SFTP_PORT: String(sftp.port),
      TIDEGATE_CAMPAIGN_SFTP_USER: sftp.user,
      TIDEGATE_CAMPAIGN_SFTP_PASSWORD: sftp.password,
      TIDEGATE_CAMPAIGN_SFTP_HOST_KEY: sftp.hostKey,
      // Slow enough that a page sees the backlog fall.
      TIDEGATE_CAMPAIGN_REQUESTS_PER_SECOND: "100",
      TIDEGATE_INGRESS_POLL_SECONDS: "1",
      ...special,
    });
  }

  async #start(settings: Record<string, string>): Promise<void> {
    this.#service = await Program.start(
      "java",
      ["-jar", SERVICE_JAR, "serve"],
      /Tidegate listens/,
      {
        TIDEGATE_HTTP_PORT: String(this.#port),
        TIDEGATE_DATABASE_EMBEDDED: join(this.#folder, "database"),
        ...settings,
      },
    );
  }

  async stopService(): Promise<void> {
    await this.#service?.stop();
  }

  async stop(): Promise<void> {
    await this.stopService();
    await this.#sandbox.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.#request(`${this.#sandbox.ready}/control${path}`, method, body);
  }

  /** What Campaign's own API answers below its resources. */
  async campaign<T>(path: string): Promise<T> {
    const token = await fetch(`${this.vendors}/ims/token/v3`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "campaign-client",
        client_secret: "campaign-secret",
        scope: "openid,AdobeID,campaign_sdk",
      }),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const response = await fetch(`${this.vendors}/campaign/contoso/profileAndServicesExt/${path}`, {
      headers: { Authorization: `Bearer ${access_token}`, "X-Api-Key": "campaign-client" },
    });
    return (await response.json()) as T;
  }

  async api<T>(method: string, path: string): Promise<T> {
    return (await this.#request(`${this.url}/api/v1${path}`, method)) as T;
  }

  async ingress(): Promise<Workflow> {
    return this.api("GET", "/workflows/ingress");
  }

  /** Each workflow's status by its id, in the order in which they are shown. */
  async statuses(): Promise<Record<string, WorkflowStatus>> {
    const { workflows } = await this.api<{ workflows: Workflow[] }>("GET", "/workflows");
    return Object.fromEntries(workflows.map(({ id, status }) => [id, status]));
  }

  /** Brings a workflow to a state that lasts, whatever it is doing now. */
  async bringTo(
    wanted: Extract<WorkflowStatus, "RUNNING" | "STOPPED">,
    id = "ingress",
  ): Promise<void> {
    await expect(async () => {
      if ((await this.statuses())[id] !== wanted) {
        await this.api("POST", `/workflows/${id}/${wanted === "RUNNING" ? "start" : "stop"}`);
      }
      expect((await this.statuses())[id]).toBe(wanted);
    }).toPass({ timeout: 30_000 });
  }

  async #request(url: string, method: string, body?: unknown): Promise<unknown> {
    const response = await fetch(url, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json" },
      }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${text}`);
    }
    return text === "" ? undefined : JSON.parse(text);
  }
}
