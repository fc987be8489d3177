import type { components } from "../../api/schema.d.ts";

export type Consent = components["schemas"]["ConsentDocument"];
export type ConsentRow = components["schemas"]["ConsentRow"];
export type Channel = ConsentRow["channel"];

export const CHANNELS = ["email", "sms", "phone", "postal", "push", "fax", "ccpa", "all"] as const;

export const DIRECTIONS = ["both", "dynamicsToCampaign", "campaignToDynamics", "off"] as const;

export const POLICIES = [
  "optOutWins",
  "latestWins",
  "dynamicsWins",
  "campaignWins",
  "campaignNewerElseOptOut",
] as const;

export const SOURCES = ["rest", "sftp", "both"] as const;

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
