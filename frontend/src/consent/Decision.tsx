import { Badge, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import { useTranslation } from "react-i18next";
import type { LedgerEntry } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { badges, detail, headline, moment, record, small } from "../records/styles.ts";
import { systemName } from "../status/names.ts";
import { channelName, headlineOf } from "./words.ts";

/** Where the decision was written, or that it need not be. */
function Written({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  if (entry.writtenTo === null) {
    return (
      <Badge variant="neutral" fillStyle="subtle" size="S">
        {t("consent.nothingToWrite")}
      </Badge>
    );
  }
  const system = systemName(t, entry.writtenTo);
  return entry.writtenAt === null ? (
    <Badge variant="informative" fillStyle="subtle" size="S">
      <ClockPending />
      <Text>{t("consent.beingWritten", { system })}</Text>
    </Badge>
  ) : (
    <Badge variant="positive" fillStyle="subtle" size="S">
      <CheckmarkCircle />
      <Text>{t("consent.written", { system, time: when(entry.writtenAt) })}</Text>
    </Badge>
  );
}

/** One entry of the ledger: what holds now, why, and what each system said. */
export function Decision({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation();
  const { when, dateTime } = useFormat();
  const said = (system: "dynamics" | "campaign", optedOut: boolean, at: string | null) => {
    const words = {
      system: systemName(t, system),
      value: t(optedOut ? "consent.out" : "consent.in"),
    };
    return at ? t("consent.saidAt", { ...words, time: when(at) }) : t("consent.said", words);
  };
  const before =
    entry.agreedBefore === null
      ? t("consent.beforeUnknown")
      : t("consent.before", { value: t(entry.agreedBefore ? "consent.out" : "consent.in") });
  return (
    <li className={record} data-ledger-entry={entry.id}>
      <div>
        <time
          className={`tabular ${moment}`}
          dateTime={entry.decidedAt}
          title={dateTime(entry.decidedAt)}
        >
          {when(entry.decidedAt)}
        </time>
        <span className={small}>{channelName(t, entry.channel)}</span>
      </div>
      <div>
        <p className={headline}>{headlineOf(t, entry)}</p>
        <p className={`tabular ${detail}`}>
          {said("dynamics", entry.dynamicsOptedOut, entry.dynamicsModifiedAt)}
          {" · "}
          {said("campaign", entry.campaignOptedOut, entry.campaignModifiedAt)}
          {" · "}
          {before}
        </p>
      </div>
      <div className={badges}>
        <Written entry={entry} />
      </div>
    </li>
  );
}
