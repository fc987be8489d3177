import { Button, ProgressCircle } from "@react-spectrum/s2";
import Search from "@react-spectrum/s2/icons/Search";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { joined, type TraceQuestion, useTrace } from "../api/trace.ts";
import { useFormat } from "../format/format.ts";
import { NoRecords } from "../records/Records.tsx";
import { LoadFailed, usePageTitle } from "../shell/Message.tsx";
import { pageSubtitle, pageTitle, sheet } from "../theme/surfaces.ts";
import { Journey } from "./Journey.tsx";
import { TraceForm } from "./TraceForm.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const body = style({ padding: { default: 16, md: 24 } });
const waiting = style({ display: "flex", justifyContent: "center", padding: 32 });
const found = style({ font: "ui", color: "neutral-subdued", margin: 0 });
const empty = style({ paddingTop: 24 });
const more = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 16 });

/** What happened to a person's or a record's changes. Whose, is neither stored nor in the address. */
export function TracePage() {
  const { t } = useTranslation();
  usePageTitle(t("trace.title"));
  const [asked, setAsked] = useState<{ question: TraceQuestion; round: number } | null>(null);
  return (
    <div className={stack}>
      <div>
        <h1 className={pageTitle}>{t("trace.title")}</h1>
        <p className={pageSubtitle}>{t("trace.subtitle")}</p>
      </div>
      <div className={`${sheet} ${body}`}>
        <TraceForm
          onQuestion={(question) =>
            setAsked((before) => ({ question, round: (before?.round ?? 0) + 1 }))
          }
        />
      </div>
      {asked && <Answer key={asked.round} {...asked} />}
    </div>
  );
}

function Answer({ question, round }: { question: TraceQuestion; round: number }) {
  const { t } = useTranslation();
  const trace = useTrace(question, round);
  const records = trace.data && joined(trace.data.pages);
  return (
    <>
      {/* Only this is announced: what is said of a journey changes by the second. */}
      <div role="status">
        {records ? (
          <Found number={records.length} />
        ) : (
          !trace.isError && (
            <div className={waiting}>
              <ProgressCircle isIndeterminate size="M" aria-label={t("trace.loading")} />
            </div>
          )
        )}
      </div>
      {!records && trace.isError && (
        <LoadFailed
          title={t("trace.loadFailed")}
          error={trace.error}
          onRetry={() => void trace.refetch()}
        >
          {t("trace.loadFailedHint")}
        </LoadFailed>
      )}
      {records?.map((record) => (
        <Journey key={`${record.workflow} ${record.flow} ${record.key}`} record={record} />
      ))}
      {trace.hasNextPage && (
        <div className={more}>
          <p className={found}>{t("trace.truncated")}</p>
          <Button
            variant="secondary"
            isPending={trace.isFetchingNextPage}
            onPress={() => void trace.fetchNextPage()}
          >
            {t("app.more")}
          </Button>
        </div>
      )}
    </>
  );
}

/** How many records are meant; what it may mean that there are none. */
function Found({ number }: { number: number }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return number > 0 ? (
    <p className={found}>{t("trace.found", { count: number, formatted: count(number) })}</p>
  ) : (
    <div className={`${sheet} ${empty}`} data-trace="empty">
      <NoRecords
        icon={<Search styles={iconStyle({ size: "L", color: "neutral" })} />}
        title={t("trace.emptyTitle")}
      >
        {t("trace.emptyHint")}
      </NoRecords>
    </div>
  );
}
