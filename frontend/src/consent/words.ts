import type { TFunction } from "i18next";
import type { LedgerEntry } from "../api/types.ts";
import { known, systemName } from "../status/names.ts";

const CHANNELS = ["email", "sms", "phone", "postal", "push", "fax", "ccpa", "all"] as const;
const POLICIES = [
  "optOutWins",
  "latestWins",
  "dynamicsWins",
  "campaignWins",
  "campaignNewerElseOptOut",
] as const;

/** The channel in the page's language; the service's own word for one that it does not know. */
export function channelName(t: TFunction, channel: string): string {
  const name = known(CHANNELS, channel);
  return name ? t(`consent.channel.${name}`) : channel;
}

/** What was decided, and why. */
export function headlineOf(t: TFunction, entry: LedgerEntry): string {
  const reason = reasonOf(t, entry);
  if (entry.decision === "kept") {
    return reason;
  }
  return t(entry.optedOut ? "consent.decidedOut" : "consent.decidedIn", { reason });
}

function reasonOf(t: TFunction, entry: LedgerEntry): string {
  switch (entry.decision) {
    case "propagated":
      return t("consent.propagated", {
        origin: systemName(t, entry.origin),
        other: systemName(t, entry.origin === "dynamics" ? "campaign" : "dynamics"),
      });
    case "agreed":
      return t("consent.agreed");
    case "kept":
      return t("consent.kept");
    case "conflict": {
      const policy = known(POLICIES, entry.policy);
      return policy
        ? t(`consent.policy.${policy}`)
        : t("consent.policyOther", { policy: entry.policy ?? "" });
    }
    default:
      return entry.decision;
  }
}
