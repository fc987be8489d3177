import { Content, Heading, InlineAlert, Skeleton, Text } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../api/client.ts";
import { type DifferenceFilter, isRunning, useReconciliation } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { DocumentHead } from "../configuration/DocumentHead.tsx";
import { useFormat } from "../format/format.ts";
import { recordsHead } from "../records/styles.ts";
import { LoadFailed, NotFound, usePageTitle } from "../shell/Message.tsx";
import { sectionTitle, sheet } from "../theme/surfaces.ts";
import { Announcement } from "./Announcement.tsx";
import { DifferenceFilters } from "./DifferenceFilters.tsx";
import { Differences } from "./Differences.tsx";
import { Findings } from "./Findings.tsx";
import { Progress } from "./Progress.tsx";
import { type Asked, RepairDialog } from "./RepairDialog.tsx";
import { Report } from "./Report.tsx";
import { reconciliationHref, total } from "./words.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
});
const filters = style({ paddingX: { default: 16, md: 24 }, paddingBottom: 16 });
const paragraph = style({ margin: 0 });

/** One reconciliation: how far it has come or what it found, and the repair of that. */
export function ReconciliationPage({ id, filter }: { id: string; filter: DifferenceFilter }) {
  const number = Number(id);
  return Number.isSafeInteger(number) && number > 0 ? (
    <Read key={number} id={number} filter={filter} />
  ) : (
    <Missing id={id} />
  );
}

function Read({ id, filter }: { id: number; filter: DifferenceFilter }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useReconciliation(id);
  if (data) {
    return <Loaded reconciliation={data} filter={filter} />;
  }
  if (isMissing(error)) {
    return <Missing id={String(id)} />;
  }
  return error ? (
    <LoadFailed
      title={t("reconciliations.loadFailed")}
      error={error}
      onRetry={() => void refetch()}
    >
      {t("reconciliations.loadFailedHint")}
    </LoadFailed>
  ) : (
    <div className={stack} role="status" aria-label={t("reconciliations.detail.loading")}>
      <Skeleton isLoading>
        <Text styles={style({ font: "heading-lg" })}>Reconciliation no. 12</Text>
        <Text styles={style({ font: "body" })}>Completed, both sides are the same.</Text>
      </Skeleton>
    </div>
  );
}

function Missing({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <NotFound
      title={t("reconciliations.detail.missingTitle", { id })}
      back={{ label: t("reconciliations.detail.toList"), to: "/reconciliations" }}
    >
      {t("reconciliations.detail.missingHint")}
    </NotFound>
  );
}

function Loaded({
  reconciliation,
  filter,
}: {
  reconciliation: Reconciliation;
  filter: DifferenceFilter;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const navigate = useNavigate();
  const list = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, fields } = reconciliation;
  const title = t("reconciliations.detail.title", { id: count(id) });
  usePageTitle(title);
  const running = isRunning(reconciliation);
  const found = total(reconciliation) > 0;
  const onRepair = running ? undefined : setAsked;
  return (
    <div className={stack} data-reconciliation={id}>
      <DocumentHead
        title={title}
        backTo={{ href: "/reconciliations", label: t("reconciliations.title") }}
      />
      <Ending reconciliation={reconciliation} />
      <Report reconciliation={reconciliation} />
      {running && (
        <section className={`${sheet} ${body}`} aria-labelledby="progress-title">
          <h2 id="progress-title" className={sectionTitle}>
            {t("reconciliations.progress")}
          </h2>
          <Progress reconciliation={reconciliation} />
        </section>
      )}
      {found && (
        <Findings
          reconciliation={reconciliation}
          filter={filter}
          onRepair={onRepair}
          onShow={() => list.current?.scrollIntoView({ block: "start" })}
        />
      )}
      <section ref={list} className={sheet} aria-labelledby="differences-title">
        <div className={recordsHead}>
          <h2 id="differences-title" className={sectionTitle}>
            {t("reconciliations.differences.title")}
          </h2>
        </div>
        {(found || Object.keys(filter).length > 0) && (
          <div className={filters}>
            <DifferenceFilters
              fields={fields.map(({ field }) => field)}
              filter={filter}
              onChange={(to) => void navigate({ href: reconciliationHref(id, to), replace: true })}
            />
          </div>
        )}
        <Differences
          key={JSON.stringify(filter)}
          reconciliation={reconciliation}
          filter={filter}
          onRepair={onRepair}
        />
      </section>
      <RepairDialog reconciliation={reconciliation} asked={asked} onDone={() => setAsked(null)} />
      <Announcement reconciliations={[reconciliation]} />
    </div>
  );
}

/** Why it ended before it was done. */
function Ending({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTranslation();
  const { status, cause, remedy } = reconciliation;
  if (status === "FAILED") {
    return (
      <InlineAlert variant="negative" styles={style({ width: "full" })}>
        <Heading level={2}>{t("reconciliations.detail.failedTitle")}</Heading>
        <Content>
          <p className={paragraph} lang="en">
            {[cause, remedy].filter(Boolean).join(" ")}
          </p>
        </Content>
      </InlineAlert>
    );
  }
  return (
    status === "CANCELLED" && (
      <InlineAlert variant="notice" styles={style({ width: "full" })}>
        <Heading level={2}>{t("reconciliations.detail.cancelledTitle")}</Heading>
        <Content>{t("reconciliations.detail.cancelledHint")}</Content>
      </InlineAlert>
    )
  );
}
