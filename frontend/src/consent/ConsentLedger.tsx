import Search from "@react-spectrum/s2/icons/Search";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConsentLedger } from "../api/people.ts";
import { ContactIdForm } from "../person/ContactIdForm.tsx";
import { NoRecords, Records } from "../records/Records.tsx";
import { LoadFailed } from "../shell/Message.tsx";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { Decision } from "./Decision.tsx";

const head = style({ paddingX: { default: 16, md: 24 }, paddingTop: 16, paddingBottom: 24 });
const form = style({ marginTop: 16 });

function Decisions({ person }: { person: string }) {
  const { t } = useTranslation();
  const ledger = useConsentLedger(person);
  return (
    <Records
      pages={ledger}
      entries={ledger.data?.pages.flatMap((page) => page.entries)}
      loading={t("consent.loading")}
      failed={
        <LoadFailed title={t("consent.loadFailed")} onRetry={() => void ledger.refetch()}>
          {t("consent.loadFailedHint")}
        </LoadFailed>
      }
      empty={
        <NoRecords
          icon={<Search styles={iconStyle({ size: "L", color: "neutral" })} />}
          title={t("consent.emptyTitle")}
        >
          {t("consent.emptyHint")}
        </NoRecords>
      }
    >
      {(entry) => <Decision key={entry.id} entry={entry} />}
    </Records>
  );
}

/** What was decided of one person's opt-ins and opt-outs, and why: the proof for whoever asks. */
export function ConsentLedger() {
  const { t } = useTranslation();
  const [person, setPerson] = useState<string | null>(null);
  return (
    <section className={sheet} aria-labelledby="ledger-title" data-section="ledger">
      <div className={head}>
        <h2 id="ledger-title" className={sectionTitle}>
          {t("consent.title")}
        </h2>
        <p className={sectionHint}>{t("consent.subtitle")}</p>
        <div className={form}>
          <ContactIdForm
            action={t("consent.show")}
            variant="accent"
            isPending={false}
            onContactId={setPerson}
          />
        </div>
      </div>
      <div aria-live="polite">{person && <Decisions key={person} person={person} />}</div>
    </section>
  );
}
