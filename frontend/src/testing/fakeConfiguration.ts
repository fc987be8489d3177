import type { Secret, TestResult } from "../api/types.ts";
import type {
  Change,
  CheckResult,
  DocumentName,
  SavedDocument,
  Version,
} from "../configuration/types.ts";
import type { Answer, Request } from "./renderApp.tsx";

const NOTHING: CheckResult = { errors: [], warnings: [], changes: [] };
const ok = (body: unknown): Answer => ({ status: 200, body });

export const aChange = (special: Partial<Change> = {}): Change => ({
  document: "egress",
  kind: "changed",
  subject: "batch size",
  text: "100 → 200 rows",
  pointer: "/batchSize",
  ...special,
});

/** The documents behind the page: what is saved, what a check says, and what was asked for. */
export class FakeConfiguration {
  documents: SavedDocument[] = [];
  checked: CheckResult = NOTHING;
  versions: Version[] = [];
  changes: Change[] = [];
  secrets: Secret[] = [];
  test: TestResult = { passed: true, steps: [] };

  put(document: DocumentName, content: unknown, special: Partial<SavedDocument> = {}): void {
    this.documents = [
      ...this.documents.filter((one) => one.document !== document),
      { document, version: 1, savedAt: null, author: "anonymous", note: null, content, ...special },
    ];
  }

  answer({ method, path, body }: Request): Answer | undefined {
    const [, area, name, action] = path.split("/");
    if (area === "connections") {
      return name === "secrets" ? this.#secret(method, action) : ok(this.test);
    }
    if (area !== "configuration") {
      return action === "pending-changes" ? ok({ changes: this.changes }) : undefined;
    }
    const saved = this.documents.find((one) => one.document === name);
    if (!name) {
      return ok({ documents: this.documents.map((one) => ({ ...one, pendingFor: [] })) });
    }
    switch (action) {
      case undefined:
        return method === "PUT" && saved ? this.#save(saved, body) : ok(saved);
      case "check":
        return ok(this.checked);
      case "versions":
        return ok({ versions: this.versions });
      case "diff":
        return ok({ changes: this.changes });
      default:
        return saved && this.#save(saved, { content: saved.content });
    }
  }

  #save(saved: SavedDocument, body: unknown): Answer {
    const { content } = body as SavedDocument;
    this.put(saved.document, content, { version: saved.version + 1 });
    return ok({ ...saved, version: saved.version + 1, content, warnings: [] });
  }

  #secret(method: string, name: string | undefined): Answer {
    if (name === undefined) {
      return ok({ secrets: this.secrets });
    }
    const changedAt = method === "DELETE" ? null : "2026-11-24T14:00:00Z";
    this.secrets = this.secrets.map((one) =>
      one.name === name ? { ...one, set: method !== "DELETE", changedAt } : one,
    );
    return { status: 204, body: undefined };
  }
}
