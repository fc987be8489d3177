import { Badge } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import { iconStyle } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { DeadLetter, Workflow } from "../api/types.ts";
import { useDeadLetters } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
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
import { flowName } from "../status/names.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

function Item({ letter, named }: { letter: DeadLetter; named: boolean }) {
  const { t } = useTranslation();
  const { count, when, dateTime } = useFormat();
  const operation = letter.operation === "DELETE" ? "DELETE" : "UPSERT";
  return (
    <li className={record} data-dead-letter={letter.id}>
      <div>
        <time className={`tabular ${moment}`} dateTime={letter.at} title={dateTime(letter.at)}>
          {when(letter.at)}
        </time>
        <span className={small}>
          {t("deadLetters.attempts", {
            count: letter.attempts,
            formatted: count(letter.attempts),
          })}
        </span>
      </div>
      <div>
        <p className={headline} lang="en">
          {letter.reason}
        </p>
        {letter.answer && (
          <p className={detail}>
            {t("deadLetters.answerOf")}:{" "}
            <code className={code} lang="en">
              {letter.answer}
            </code>
          </p>
        )}
        <p className={detail}>
          {t("deadLetters.record")}: <code className={code}>{letter.key}</code>
        </p>
      </div>
      <div className={badges}>
        {named && <span className={small}>{flowName(t, letter.flow)}</span>}
        <Badge variant="neutral" fillStyle="subtle" size="S">
          {t(`deadLetters.${operation}`)}
        </Badge>
      </div>
    </li>
  );
}

/** The records that the target refused for good, newest first. */
export function DeadLetters({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const failed = workflow.flows.reduce((sum, flow) => sum + flow.failed, 0);
  const letters = useDeadLetters(workflow.id, failed);

  return (
    <section className={sheet} aria-labelledby="dead-letters-title">
      <div className={recordsHead}>
        <div>
          <h2 id="dead-letters-title" className={sectionTitle}>
            {t("deadLetters.title")}
          </h2>
          <p className={sectionHint}>{t("deadLetters.subtitle")}</p>
        </div>
        {failed > 0 && (
          <Badge variant="negative" fillStyle="subtle" size="M">
            {t("deadLetters.count", { count: failed, formatted: count(failed) })}
          </Badge>
        )}
      </div>
      <Records
        pages={letters}
        entries={letters.data?.pages.flatMap((page) => page.deadLetters)}
        loading={t("deadLetters.loading")}
        failed={
          <LoadFailed title={t("deadLetters.loadFailed")} onRetry={() => void letters.refetch()} />
        }
        empty={
          <NoRecords
            icon={<CheckmarkCircle styles={iconStyle({ size: "L", color: "positive" })} />}
            title={t("deadLetters.emptyTitle")}
          >
            {t("deadLetters.emptyHint")}
          </NoRecords>
        }
      >
        {(letter) => <Item key={letter.id} letter={letter} named={workflow.flows.length > 1} />}
      </Records>
    </section>
  );
}
