export const CHANNELS = ["email", "sms", "phone", "postal", "push", "fax", "ccpa", "all"] as const;
export type Channel = (typeof CHANNELS)[number];

export const DIRECTIONS = ["both", "dynamicsToCampaign", "campaignToDynamics", "off"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const POLICIES = [
  "optOutWins",
  "latestWins",
  "dynamicsWins",
  "campaignWins",
  "campaignNewerElseOptOut",
] as const;

export const SOURCES = ["rest", "sftp", "both"] as const;

export interface ConsentRow {
  channel: Channel;
  attribute: string;
  field: string;
  direction: Direction;
}

/** The document of opt-in/out, as the service has it. */
export interface Consent extends Record<string, unknown> {
  entity: string;
  resource: string;
  rows: ConsentRow[];
  policy: (typeof POLICIES)[number];
  source: (typeof SOURCES)[number];
}

/** Where each channel's consent usually is: Dynamics has four of its own, the others are yours. */
const USUAL: Record<Channel, { attribute: string; field: string }> = {
  email: { attribute: "donotbulkemail", field: "blackListEmail" },
  sms: { attribute: "", field: "blackListMobile" },
  phone: { attribute: "donotphone", field: "blackListPhone" },
  postal: { attribute: "donotbulkpostalmail", field: "blackListPostalMail" },
  push: { attribute: "", field: "blackListPushnotification" },
  fax: { attribute: "donotfax", field: "blackListFax" },
  ccpa: { attribute: "", field: "ccpaOptOut" },
  all: { attribute: "", field: "blackList" },
};

export const usualRow = (channel: Channel): ConsentRow => ({
  channel,
  ...USUAL[channel],
  direction: "both",
});
