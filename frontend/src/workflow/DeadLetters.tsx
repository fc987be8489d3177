import { Badge, Button, Skeleton, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DeadLetter, Workflow } from "../api/types.ts";
import { useDeadLetters } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
import { LoadFailed } from "../shell/Message.tsx";
import { plainList, sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
});
const empty = style({
  display: "flex",
  gap: 12,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 24,
});
const emptyTitle = style({ font: "ui", fontWeight: "bold", color: "neutral", margin: 0 });
const emptyHint = style({ font: "body-sm", color: "neutral-subdued", margin: 0, marginTop: 2 });
const item = style({
  display: "grid",
  gridTemplateColumns: { default: ["1fr"], lg: ["200px", "minmax(0, 1fr)", "auto"] },
  columnGap: 24,
  rowGap: 8,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
const moment = style({ font: "ui", color: "neutral", display: "block" });
const small = style({ font: "ui-sm", color: "neutral-subdued" });
const reason = style({ font: "ui", color: "neutral", fontWeight: "bold", margin: 0 });
const code = style({
  font: "code-xs",
  color: "neutral-subdued",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});
const answer = style({ margin: 0, marginTop: 4 });
const badges = style({ display: "flex", alignItems: "center", gap: 8, height: "min" });
const more = style({ padding: 16, display: "flex", justifyContent: "center" });
const skeleton = style({ display: "flex", flexDirection: "column", gap: 12, padding: 24 });

function Item({ letter, named }: { letter: DeadLetter; named: boolean }) {
  const { t } = useTranslation();
  const { count, when, dateTime } = useFormat();
  const operation = letter.operation === "DELETE" ? "DELETE" : "UPSERT";
  return (
    <li className={item} data-dead-letter={letter.id}>
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
        <p className={reason} lang="en">
          {letter.reason}
        </p>
        {letter.answer && (
          <p className={answer}>
            <span className={small}>{t("deadLetters.answerOf")}: </span>
            <code className={code} lang="en">
              {letter.answer}
            </code>
          </p>
        )}
        <p className={answer}>
          <span className={small}>{t("deadLetters.record")}: </span>
          <code className={code}>{letter.key}</code>
        </p>
      </div>
      <div className={badges}>
        {named && <span className={small}>{letter.flow}</span>}
        <Badge variant="neutral" fillStyle="subtle" size="S">
          {t(`deadLetters.${operation}`)}
        </Badge>
      </div>
    </li>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={skeleton} role="status" aria-label={t("deadLetters.loading")}>
      <Skeleton isLoading>
        <Text styles={style({ font: "ui" })}>The value is longer than the field allows.</Text>
        <Text styles={style({ font: "ui" })}>The e-mail address is not valid.</Text>
      </Skeleton>
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <div className={empty}>
      <CheckmarkCircle styles={iconStyle({ size: "L", color: "positive" })} />
      <div>
        <p className={emptyTitle}>{t("deadLetters.emptyTitle")}</p>
        <p className={emptyHint}>{t("deadLetters.emptyHint")}</p>
      </div>
    </div>
  );
}

/** The records that the target refused for good, newest first. */
export function DeadLetters({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const failed = workflow.flows.reduce((sum, flow) => sum + flow.failed, 0);
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useDeadLetters(
    workflow.id,
    failed,
  );
  const letters = data?.pages.flatMap((page) => page.deadLetters);

  let content: ReactNode;
  if (!letters) {
    content = isError ? (
      <LoadFailed title={t("deadLetters.loadFailed")} onRetry={() => void refetch()} />
    ) : (
      <Waiting />
    );
  } else if (letters.length === 0) {
    content = <Nothing />;
  } else {
    content = (
      <>
        <ul className={plainList}>
          {letters.map((letter) => (
            <Item key={letter.id} letter={letter} named={workflow.flows.length > 1} />
          ))}
        </ul>
        {hasNextPage && (
          <div className={more}>
            <Button
              variant="secondary"
              isPending={isFetchingNextPage}
              onPress={() => void fetchNextPage()}
            >
              {t("deadLetters.more")}
            </Button>
          </div>
        )}
      </>
    );
  }

  return (
    <section className={sheet} aria-labelledby="dead-letters-title">
      <div className={head}>
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
      {content}
    </section>
  );
}
