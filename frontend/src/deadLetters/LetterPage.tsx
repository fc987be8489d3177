import { Badge, Button, ButtonGroup, Skeleton, Text } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { useDeadLetter } from "../api/deadLetters.ts";
import type { DeadLetterDetail } from "../api/types.ts";
import { DocumentHead } from "../configuration/DocumentHead.tsx";
import { useFormat } from "../format/format.ts";
import { LoadFailed, NotFound, usePageTitle } from "../shell/Message.tsx";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName } from "../status/names.ts";
import { sheet, term } from "../theme/surfaces.ts";
import { ActDialog, type Asked } from "./ActDialog.tsx";
import { LetterRecord } from "./LetterRecord.tsx";
import { lettersHref, operationKey, reasonName, workflowNameOf } from "./words.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "end",
  justifyContent: "space-between",
  gap: 16,
});
const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
});
const headline = style({
  font: "title",
  color: "heading",
  margin: 0,
  marginTop: 8,
  overflowWrap: "anywhere",
});
const answer = style({
  font: "code-sm",
  color: "neutral",
  backgroundColor: "layer-1",
  borderRadius: "default",
  padding: 12,
  margin: 0,
  marginTop: 4,
  maxHeight: 320,
  overflow: "auto",
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
});
const facts = style({
  display: "grid",
  gridTemplateColumns: "repeat(auto-fill, minmax(160px, 1fr))",
  columnGap: 24,
  rowGap: 16,
  margin: 0,
});
const fact = style({
  margin: 0,
  marginTop: 2,
  font: "ui",
  color: "neutral",
  overflowWrap: "anywhere",
});
const hint = style({ font: "ui-sm", color: "neutral-subdued", margin: 0, marginTop: 4 });

/** All that is known of one dead letter, and what can be done with it. */
export function LetterPage({ id }: { id: string }) {
  const number = Number(id);
  return Number.isSafeInteger(number) && number > 0 ? (
    <Read key={number} id={number} />
  ) : (
    <Missing id={id} />
  );
}

function Read({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDeadLetter(id);
  if (data) {
    return <Loaded letter={data} />;
  }
  if (error instanceof ApiError && error.status === 404) {
    return <Missing id={String(id)} />;
  }
  return error ? (
    <LoadFailed title={t("deadLetters.loadFailed")} error={error} onRetry={() => void refetch()}>
      {t("deadLetters.loadFailedHint")}
    </LoadFailed>
  ) : (
    <div className={stack} role="status" aria-label={t("deadLetters.detail.loading")}>
      <Skeleton isLoading>
        <Text styles={style({ font: "heading-lg" })}>Dead letter no. 1043</Text>
        <Text styles={style({ font: "body" })}>Campaign refused the record: it is too long.</Text>
      </Skeleton>
    </div>
  );
}

function Missing({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <NotFound
      title={t("deadLetters.detail.missingTitle", { id })}
      back={{ label: t("deadLetters.detail.toList"), to: "/dead-letters" }}
    >
      {t("deadLetters.detail.missingHint")}
    </NotFound>
  );
}

function Loaded({ letter }: { letter: DeadLetterDetail }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const navigate = useNavigate();
  const guard = useDatabaseGuard();
  const replaying = useDatabaseGuard(letter.superseded);
  const [asked, setAsked] = useState<Asked | null>(null);
  const title = t("deadLetters.detail.title", { id: count(letter.id) });
  usePageTitle(title);
  const ask = (action: Asked["action"]) => setAsked({ action, selection: { ids: [letter.id] } });
  return (
    <div className={stack} data-dead-letter={letter.id}>
      <div className={head}>
        <DocumentHead
          title={title}
          backTo={{ href: lettersHref(), label: t("deadLetters.title") }}
        />
        <ButtonGroup>
          <Button variant="negative" fillStyle="outline" {...guard} onPress={() => ask("discard")}>
            {t("deadLetters.discard")}
          </Button>
          <Button variant="accent" {...replaying} onPress={() => ask("replay")}>
            {t("deadLetters.replay")}
          </Button>
        </ButtonGroup>
      </div>
      <Reason letter={letter} />
      <LetterRecord letter={letter} />
      <ActDialog
        asked={asked}
        onDone={() => setAsked(null)}
        onActed={() => void navigate({ to: "/dead-letters" })}
      />
    </div>
  );
}

/** Why it was refused, by whom, of which record. */
function Reason({ letter }: { letter: DeadLetterDetail }) {
  const { t } = useTranslation();
  const { count, when, dateTime } = useFormat();
  const { workflow, flow, key, operation, reason, reasonCode, attempts, at, superseded } = letter;
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="reason">
      <div>
        <Badge variant="negative" fillStyle="subtle" size="M" styles={style({ width: "fit" })}>
          {reasonName(t, reasonCode)}
        </Badge>
        <h2 id="reason" className={headline} lang="en">
          {reason}
        </h2>
      </div>
      <div>
        <p className={term} style={{ margin: 0 }}>
          {t("deadLetters.detail.answer")}
        </p>
        {letter.answer ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
          <pre className={answer} lang="en" tabIndex={0}>
            {letter.answer}
          </pre>
        ) : (
          <p className={hint}>{t("deadLetters.detail.noAnswer")}</p>
        )}
      </div>
      <dl className={facts}>
        <Fact name={t("deadLetters.workflow")}>{workflowNameOf(t, workflow)}</Fact>
        <Fact name={t("deadLetters.flow")}>{flowName(t, flow)}</Fact>
        <Fact name={t("deadLetters.key")}>
          <code>{key}</code>
        </Fact>
        <Fact name={t("deadLetters.operation")}>{t(operationKey(operation))}</Fact>
        <Fact name={t("deadLetters.tried")}>{count(attempts)}</Fact>
        <Fact name={t("deadLetters.when")}>
          <time dateTime={at} title={dateTime(at)}>
            {when(at)}
          </time>
        </Fact>
      </dl>
      {superseded && (
        <div>
          <Badge variant="notice" fillStyle="subtle" size="S" styles={style({ width: "fit" })}>
            {t("deadLetters.superseded")}
          </Badge>
          <p className={hint}>{t("deadLetters.supersededHint")}</p>
        </div>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className={term}>{name}</dt>
      <dd className={`tabular ${fact}`}>{children}</dd>
    </div>
  );
}
