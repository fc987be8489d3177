import { Badge, Checkbox, Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { DeadLetter } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { code, detail, headline, moment, record, small } from "../records/styles.ts";
import { flowName } from "../status/names.ts";
import { operationKey, reasonName, workflowNameOf } from "./words.ts";

const row = style({ display: "flex", alignItems: "start", gap: 12 });
const badges = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: { default: "start", lg: "end" },
  gap: 8,
  height: "min",
  maxWidth: { default: "full", lg: 320 },
});

/** One dead letter of a list, and the way to all that is known of it. */
export function Letter({
  letter,
  names,
  isChosen,
  onChoose,
}: {
  letter: DeadLetter;
  /** What the list does not say already. */
  names: "none" | "flow" | "workflow";
  isChosen?: boolean;
  onChoose?: (isChosen: boolean) => void;
}) {
  const { t } = useTranslation();
  const { count, when, dateTime } = useFormat();
  const { id, workflow, flow, key, reason, reasonCode, attempts, at, operation } = letter;
  return (
    <li className={record} data-dead-letter={id} data-reason={reasonCode}>
      <div className={row}>
        {onChoose && (
          <Checkbox
            aria-label={t("deadLetters.choose", { key })}
            isSelected={isChosen === true}
            onChange={onChoose}
          />
        )}
        <div>
          <time className={`tabular ${moment}`} dateTime={at} title={dateTime(at)}>
            {when(at)}
          </time>
          <span className={small}>
            {t("deadLetters.attempts", { count: attempts, formatted: count(attempts) })}
          </span>
        </div>
      </div>
      <div>
        <p className={headline} lang="en">
          <Link href={`/dead-letters/${id}`} isStandalone isQuiet variant="secondary">
            {reason}
          </Link>
        </p>
        <p className={detail}>
          {t("deadLetters.record")}: <code className={code}>{key}</code>
        </p>
        {names !== "none" && (
          <p className={detail}>
            {[names === "workflow" && workflowNameOf(t, workflow), flowName(t, flow)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
      </div>
      <div className={badges}>
        {letter.superseded && (
          <Badge variant="notice" fillStyle="subtle" size="S">
            {t("deadLetters.superseded")}
          </Badge>
        )}
        <Badge variant="negative" fillStyle="subtle" size="S">
          {reasonName(t, reasonCode)}
        </Badge>
        <Badge variant="neutral" fillStyle="subtle" size="S">
          {t(operationKey(operation))}
        </Badge>
      </div>
    </li>
  );
}
