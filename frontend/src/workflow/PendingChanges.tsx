import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { PendingList } from "../configuration/PendingList.tsx";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
});
const head = style({ display: "flex", alignItems: "start", gap: 12 });

/** What was saved since the workflow was started, and how it comes into use. */
export function PendingChanges({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="pending-title" data-pending>
      <div className={head}>
        <AlertTriangle styles={iconStyle({ size: "L", color: "notice" })} />
        <div>
          <h2 id="pending-title" className={sectionTitle}>
            {t("action.changesPendingBadge")}
          </h2>
          <p className={sectionHint}>{t("action.changesPending")}</p>
        </div>
      </div>
      <PendingList workflow={workflow} />
    </section>
  );
}
