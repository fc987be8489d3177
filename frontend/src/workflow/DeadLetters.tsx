import { Badge, Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useDeadLetters } from "../api/deadLetters.ts";
import type { Workflow } from "../api/types.ts";
import { Letter } from "../deadLetters/Letter.tsx";
import { NoLetters } from "../deadLetters/LetterList.tsx";
import { failedOf, lettersHref } from "../deadLetters/words.ts";
import { useFormat } from "../format/format.ts";
import { Records } from "../records/Records.tsx";
import { recordsHead } from "../records/styles.ts";
import { LoadFailed } from "../shell/Message.tsx";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const SHOWN = 5;

const foot = style({
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  font: "ui",
});

/** The newest of a workflow's dead letters, and the way to all of them. */
export function DeadLetters({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const filter = { workflow: workflow.id };
  const failed = failedOf(filter)([workflow]);
  const letters = useDeadLetters(filter, failed, SHOWN);
  const shown = letters.data?.pages[0]?.deadLetters;

  return (
    <section className={sheet} aria-labelledby="dead-letters-title">
      <div className={recordsHead}>
        <div>
          <h2 id="dead-letters-title" className={sectionTitle}>
            {t("deadLetters.title")}
          </h2>
          <p className={sectionHint}>{t("deadLetters.ofWorkflow")}</p>
        </div>
        {failed > 0 && (
          <Badge variant="negative" fillStyle="subtle" size="M">
            {t("deadLetters.count", { count: failed, formatted: count(failed) })}
          </Badge>
        )}
      </div>
      <Records
        pages={{ ...letters, hasNextPage: false }}
        entries={shown}
        loading={t("deadLetters.loading")}
        failed={
          <LoadFailed
            title={t("deadLetters.loadFailed")}
            error={letters.error}
            onRetry={() => void letters.refetch()}
          >
            {t("deadLetters.loadFailedHint")}
          </LoadFailed>
        }
        empty={<NoLetters />}
      >
        {(letter) => (
          <Letter
            key={letter.id}
            letter={letter}
            names={workflow.flows.length > 1 ? "flow" : "none"}
          />
        )}
      </Records>
      {shown && shown.length > 0 && (
        <div className={foot}>
          <Link href={lettersHref(filter)} variant="secondary">
            {t("deadLetters.showAll")}
          </Link>
        </div>
      )}
    </section>
  );
}
