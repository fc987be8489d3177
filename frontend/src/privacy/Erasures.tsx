import { Badge, ProgressCircle, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import Lock from "@react-spectrum/s2/icons/Lock";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { TFunction } from "i18next";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isUnderWay, useErasures } from "../api/people.ts";
import type { Erasure } from "../api/types.ts";
import { type Format, useFormat } from "../format/format.ts";
import { NoRecords, Records } from "../records/Records.tsx";
import {
  badges,
  code,
  detail,
  headline,
  moment,
  record,
  recordsHead,
  small,
} from "../records/styles.ts";
import { LoadFailed } from "../shell/Message.tsx";
import { known } from "../status/names.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const PLACES = [
  "queues",
  "deadLetters",
  "waiting",
  "consentState",
  "consentLedger",
  "recordMap",
  "fullRead",
  "trace",
  "identities",
  "reconciliations",
] as const;

const progress = style({ display: "flex", alignItems: "center", gap: 12 });

/** "Queued changes: 2 · Consent ledger: 4" */
function removedText(t: TFunction, format: Format, erasure: Erasure): string {
  const places = Object.entries(erasure.removed).filter(([, count]) => count > 0);
  if (places.length === 0) {
    return isUnderWay(erasure) ? t("privacy.looking") : t("privacy.nothingFound");
  }
  return places
    .map(([place, count]) => {
      const name = known(PLACES, place);
      return `${name ? t(`privacy.place.${name}`) : place}: ${format.count(count)}`;
    })
    .join(" · ");
}

function Proof({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { when, dateTime, count } = format;
  const { id, requestedAt, completedAt, personHash } = erasure;
  return (
    <li className={record} data-erasure={id}>
      <div>
        <span className={`tabular ${moment}`}>{t("privacy.number", { id: count(id) })}</span>
        <time className={`tabular ${small}`} dateTime={requestedAt} title={dateTime(requestedAt)}>
          {t("privacy.requested", { time: when(requestedAt) })}
        </time>
      </div>
      <div>
        {completedAt === null ? (
          <div className={progress}>
            <ProgressCircle isIndeterminate size="S" aria-label={t("privacy.underWay")} />
            <p className={headline}>{t("privacy.underWayHint")}</p>
          </div>
        ) : (
          <p className={headline}>{t("privacy.completed", { time: when(completedAt) })}</p>
        )}
        <p className={`tabular ${detail}`}>{removedText(t, format, erasure)}</p>
        <p className={detail}>
          {t("privacy.proof")}: <code className={code}>{personHash}</code>
        </p>
      </div>
      <div className={badges}>
        <Badge
          variant={completedAt === null ? "informative" : "positive"}
          fillStyle="subtle"
          size="S"
        >
          {completedAt === null ? <ClockPending /> : <CheckmarkCircle />}
          <Text>{t(completedAt === null ? "privacy.underWay" : "privacy.done")}</Text>
        </Badge>
      </div>
    </li>
  );
}

/** Tells those who do not see the badges that an erasure is done. */
function Announcement({ erasures }: { erasures: Erasure[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const waited = useRef(new Set<number>());
  const [message, setMessage] = useState("");
  useEffect(() => {
    for (const erasure of erasures) {
      if (isUnderWay(erasure)) {
        waited.current.add(erasure.id);
      } else if (waited.current.delete(erasure.id)) {
        setMessage(t("privacy.announced", { id: count(erasure.id) }));
      }
    }
  }, [erasures, t, count]);
  return (
    <div className="visually-hidden" role="status">
      {message}
    </div>
  );
}

/** The proofs of all erasures, those under way included. */
export function Erasures() {
  const { t } = useTranslation();
  const erasures = useErasures();
  const shown = erasures.data?.pages.flatMap((page) => page.erasures);
  return (
    <section className={sheet} aria-labelledby="erasures-title">
      <div className={recordsHead}>
        <div>
          <h2 id="erasures-title" className={sectionTitle}>
            {t("privacy.proofsTitle")}
          </h2>
          <p className={sectionHint}>{t("privacy.proofsHint")}</p>
        </div>
      </div>
      <Records
        pages={erasures}
        entries={shown}
        loading={t("privacy.loading")}
        failed={
          <LoadFailed title={t("privacy.loadFailed")} onRetry={() => void erasures.refetch()}>
            {t("privacy.loadFailedHint")}
          </LoadFailed>
        }
        empty={
          <NoRecords
            icon={<Lock styles={iconStyle({ size: "L", color: "neutral" })} />}
            title={t("privacy.emptyTitle")}
          >
            {t("privacy.emptyHint")}
          </NoRecords>
        }
      >
        {(erasure) => <Proof key={erasure.id} erasure={erasure} />}
      </Records>
      <Announcement erasures={shown ?? []} />
    </section>
  );
}
