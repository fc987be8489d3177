import { Badge, Link } from "@react-spectrum/s2";
import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import Clock from "@react-spectrum/s2/icons/Clock";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import Delete from "@react-spectrum/s2/icons/Delete";
import PauseCircle from "@react-spectrum/s2/icons/PauseCircle";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { isPending } from "../api/trace.ts";
import type { TracedRecord, TraceStep } from "../api/types.ts";
import { DOCUMENTS } from "../configuration/types.ts";
import { operationKey } from "../deadLetters/words.ts";
import { type Format, useFormat } from "../format/format.ts";
import { code, detail, headline, moment } from "../records/styles.ts";
import { known } from "../status/names.ts";
import { HeldBecause } from "./HeldBecause.tsx";
import { furtherAnswer, MERGED, STEPS, stepSentence } from "./words.ts";

const row = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["20px", "minmax(0, 1fr)"],
    md: ["136px", "20px", "minmax(0, 1fr)"],
  },
  columnGap: 16,
});
const time = style({
  gridColumnStart: { default: 2, md: "auto" },
  textAlign: { default: "start", md: "end" },
  paddingBottom: { default: 0, md: 24 },
});
const rail = style({
  display: "flex",
  flexDirection: "column",
  alignItems: "center",
  gap: 4,
  gridRowStart: { default: 1, md: "auto" },
  gridRowEnd: { default: "span 2", md: "auto" },
  gridColumnStart: { default: 1, md: "auto" },
});
const line = style({ flexGrow: 1, width: 2, backgroundColor: "gray-200", borderRadius: "full" });
const what = style({ gridColumnStart: { default: 2, md: "auto" }, paddingBottom: 24 });
const title = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 });

const ICONS = {
  queued: <ClockPending styles={iconStyle({ size: "M", color: "informative" })} />,
  written: <CheckmarkCircle styles={iconStyle({ size: "M", color: "positive" })} />,
  unchanged: <RemoveCircle styles={iconStyle({ size: "M", color: "neutral" })} />,
  deleted: <Delete styles={iconStyle({ size: "M", color: "neutral" })} />,
  refused: <AlertDiamond styles={iconStyle({ size: "M", color: "negative" })} />,
  waiting: <Clock styles={iconStyle({ size: "M", color: "notice" })} />,
  held: <PauseCircle styles={iconStyle({ size: "M", color: "notice" })} />,
} as const;

/** A pending record's place in its queue: "1,204 records before it · about 3 min left". */
function placeInQueue(t: TFunction, format: Format, { ahead, eta }: TraceStep): string {
  const left = eta === null ? null : (Date.parse(eta) - Date.now()) / 1000;
  return [
    ahead === 0 && t("trace.next"),
    ahead && t("trace.ahead", { count: ahead, formatted: format.count(ahead) }),
    left === null
      ? t("trace.etaUnknown")
      : left < 3
        ? t("trace.etaSoon")
        : t("trace.eta", { duration: format.duration(left) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** When it was read, where it stood, how often it was tried. */
function factsOf(t: TFunction, format: Format, step: TraceStep): string {
  const { readAt, position, lane, attempts } = step;
  return [
    t("trace.readAt", { time: format.when(readAt) }),
    t("trace.position", { position: format.count(position), lane: format.count(lane) }),
    attempts > 0 &&
      t("deadLetters.attempts", { count: attempts, formatted: format.count(attempts) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** One thing that happened to the record, or is about to. */
export function Step({
  step,
  record,
  isLast,
}: {
  step: TraceStep;
  record: TracedRecord;
  isLast: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, version, deadLetter } = step;
  const answer = furtherAnswer(step);
  const name = known(STEPS, step.step);
  const pending = isPending(step);
  const document = known(DOCUMENTS, record.workflow);
  const facts = factsOf(t, format, step);
  return (
    <li className={row} data-step={step.step}>
      <time className={`tabular ${moment} ${time}`} dateTime={at} title={format.dateTime(at)}>
        {format.when(at)}
      </time>
      <div className={rail} aria-hidden="true">
        {name ? ICONS[name] : ICONS.unchanged}
        {!isLast && <span className={line} />}
      </div>
      <div className={what}>
        <div className={title}>
          <p className={headline}>{stepSentence(t, step, record)}</p>
          {step.operation === "DELETE" && name !== "deleted" && (
            <Badge variant="neutral" fillStyle="subtle" size="S">
              {t(operationKey(step.operation))}
            </Badge>
          )}
        </div>
        {pending && <p className={`tabular ${detail}`}>{placeInQueue(t, format, step)}</p>}
        {pending && <HeldBecause record={record} answer={step.answer} />}
        <p className={`tabular ${detail}`}>
          {facts}
          {version !== null && (
            <>
              {" · "}
              <Version
                text={t("trace.version", { version: format.count(version) })}
                document={document}
              />
            </>
          )}
        </p>
        {step.answer === MERGED && <p className={detail}>{t("trace.merged")}</p>}
        {answer && !pending && (
          <p className={detail}>
            <code className={code} lang="en">
              {answer}
            </code>
          </p>
        )}
        {deadLetter !== null && (
          <p className={detail}>
            <Link href={`/dead-letters/${deadLetter}`}>
              {t("trace.deadLetter", { id: format.count(deadLetter) })}
            </Link>
          </p>
        )}
      </div>
    </li>
  );
}

/** The version that it was mapped by, and the way to what it changed. */
function Version({ text, document }: { text: string; document: string | undefined }) {
  return document ? (
    <Link href={`/configuration/${document}/versions`} variant="secondary">
      {text}
    </Link>
  ) : (
    text
  );
}
