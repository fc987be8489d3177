import Compare from "@react-spectrum/s2/icons/Compare";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useReconciliations } from "../api/reconciliations.ts";
import { NoRecords, Records } from "../records/Records.tsx";
import { recordsHead } from "../records/styles.ts";
import { LoadFailed, usePageTitle } from "../shell/Message.tsx";
import { pageSubtitle, pageTitle, sectionTitle, sheet } from "../theme/surfaces.ts";
import { Announcement } from "./Announcement.tsx";
import { ReconciliationItem } from "./ReconciliationItem.tsx";
import { StartForm } from "./StartForm.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

/** Starts reconciliations, follows those under way, and leads to the reports of past ones. */
export function ReconciliationsPage() {
  const { t } = useTranslation();
  usePageTitle(t("reconciliations.title"));
  const reconciliations = useReconciliations();
  const shown = reconciliations.data?.pages.flatMap((page) => page.reconciliations);
  return (
    <div className={stack}>
      <div>
        <h1 className={pageTitle}>{t("reconciliations.title")}</h1>
        <p className={pageSubtitle}>{t("reconciliations.subtitle")}</p>
      </div>
      <StartForm />
      <section className={sheet} aria-labelledby="reconciliations-title">
        <div className={recordsHead}>
          <h2 id="reconciliations-title" className={sectionTitle}>
            {t("reconciliations.listTitle")}
          </h2>
        </div>
        <Records
          pages={reconciliations}
          entries={shown}
          loading={t("reconciliations.loading")}
          failed={
            <LoadFailed
              title={t("reconciliations.loadFailed")}
              error={reconciliations.error}
              onRetry={() => void reconciliations.refetch()}
            >
              {t("reconciliations.loadFailedHint")}
            </LoadFailed>
          }
          empty={
            <NoRecords
              icon={<Compare styles={iconStyle({ size: "L", color: "neutral" })} />}
              title={t("reconciliations.emptyTitle")}
            >
              {t("reconciliations.emptyHint")}
            </NoRecords>
          }
        >
          {(one) => <ReconciliationItem key={one.id} reconciliation={one} />}
        </Records>
      </section>
      <Announcement reconciliations={shown ?? []} />
    </div>
  );
}
