import { Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { isRunning } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { badges, detail, headline, moment, record, small } from "../records/styles.ts";
import { flowName } from "../status/names.ts";
import { ReconciliationBadge } from "./Badges.tsx";
import { Progress } from "./Progress.tsx";
import { nothingFound, reconciliationHref, seconds, summary, triggerName } from "./words.ts";

const progress = style({ marginTop: 12 });

/** One reconciliation of the list: what it found, or how far it has come. */
export function ReconciliationItem({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, flow, status, startedAt, trigger, cause } = reconciliation;
  const running = isRunning(reconciliation);
  const found = summary(t, format, reconciliation);
  const duration = format.duration(seconds(reconciliation));
  return (
    <li className={record} data-reconciliation={id}>
      <div>
        <time
          className={`tabular ${moment}`}
          dateTime={startedAt}
          title={format.dateTime(startedAt)}
        >
          {format.when(startedAt)}
        </time>
        <span className={`tabular ${small}`}>
          {triggerName(t, trigger)} ·{" "}
          {t(running ? "reconciliations.runningFor" : "reconciliations.took", { duration })}
        </span>
      </div>
      <div>
        <p className={headline}>
          <Link href={reconciliationHref(id)} isStandalone isQuiet variant="secondary">
            {flowName(t, flow)}
          </Link>
        </p>
        <p className={`tabular ${detail}`}>
          {found === undefined
            ? nothingFound(t, status)
            : running
              ? t("reconciliations.soFar", { summary: found })
              : found}
        </p>
        {cause && (
          <p className={detail} lang="en">
            {cause}
          </p>
        )}
        {running && (
          <div className={progress}>
            <Progress reconciliation={reconciliation} />
          </div>
        )}
      </div>
      <div className={badges}>
        <ReconciliationBadge status={status} />
      </div>
    </li>
  );
}
