import type { components } from "../api/schema.d.ts";
import type { Secret } from "../api/types.ts";

export const SYSTEMS = ["dynamics", "campaign", "sftp"] as const;
export type SystemName = components["schemas"]["ConnectionName"];
export type Connections = components["schemas"]["ConnectionsDocument"];

/** What a connection begins with when it is set up. */
export const BLANK: Required<Connections> = {
  dynamics: { url: "", tenant: "", clientId: "" },
  campaign: {
    url: "",
    clientId: "",
    scopes: ["openid", "AdobeID", "campaign_sdk"],
  },
  sftp: { host: "", port: 22, user: "", hostKey: "" },
};

/** The secrets of each; those of several lines hold keys. */
export const SECRETS = {
  dynamics: [
    { name: "clientSecret", lines: false },
    { name: "clientCertificate", lines: true },
  ],
  campaign: [{ name: "clientSecret", lines: false }],
  sftp: [
    { name: "password", lines: false },
    { name: "privateKey", lines: true },
  ],
} as const;

export type SecretName = (typeof SECRETS)[SystemName][number]["name"];

/** Typed and not stored yet, by name; nothing of them is ever kept in the query cache. */
export type TypedSecrets = { [N in SecretName]?: string };

export function secretOf(secrets: Secret[], system: SystemName, name: SecretName) {
  return secrets.find((secret) => secret.name === `${system}.${name}`);
}
