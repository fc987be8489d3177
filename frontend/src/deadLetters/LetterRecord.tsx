import {
  ActionButton,
  Badge,
  Disclosure,
  DisclosurePanel,
  DisclosureTitle,
  ProgressCircle,
  Text,
} from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useSourceNow } from "../api/deadLetters.ts";
import { errorText } from "../api/errorText.ts";
import type { DeadLetterDetail, DeadLetterSource } from "../api/types.ts";
import { FieldTable } from "../records/FieldTable.tsx";
import { recordsHead } from "../records/styles.ts";
import { flowName, known } from "../status/names.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { columnsOf, compare, differs } from "./fields.ts";

const note = style({
  font: "ui",
  color: "neutral-subdued",
  margin: 0,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 16,
  overflowWrap: "anywhere",
});
const state = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 12 });
const raw = style({
  font: "code-sm",
  color: "neutral",
  margin: 0,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 16,
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
});
const disclosed = style({ paddingX: { default: 8, md: 16 }, paddingY: 8 });

const STATES = ["found", "gone", "unavailable", "notSupported"] as const;
const LOOKS = {
  found: { variant: "positive", Icon: CheckmarkCircle },
  gone: { variant: "neutral", Icon: RemoveCircle },
  unavailable: { variant: "notice", Icon: AlertTriangle },
  notSupported: { variant: "neutral", Icon: RemoveCircle },
} as const;

/** The record as it was queued, as it is at the source now, and as it would be mapped now. */
export function LetterRecord({ letter }: { letter: DeadLetterDetail }) {
  const { t } = useTranslation();
  const source = useSourceNow(letter.id);
  const mapped = source.data?.mapped ?? null;
  const fields = compare(letter.queued, mapped);
  const why = source.error ? errorText(t, source.error) : source.data?.why;
  return (
    <section className={sheet} aria-labelledby="record-title" data-section="record">
      <div className={recordsHead}>
        <div>
          <h2 id="record-title" className={sectionTitle}>
            {t("deadLetters.detail.recordTitle")}
          </h2>
          <p className={sectionHint}>{t("deadLetters.detail.recordHint")}</p>
        </div>
        <SourceState source={source} />
      </div>
      {why && (
        <p className={note} lang="en">
          {why}
        </p>
      )}
      {letter.queued === null && <p className={note}>{t("deadLetters.detail.onlyKey")}</p>}
      {fields.length > 0 ? (
        <FieldTable
          caption={t("deadLetters.detail.caption")}
          head={[
            t("records.field"),
            t("deadLetters.detail.queued"),
            ...(mapped === null ? [] : [t("deadLetters.detail.mappedNow")]),
          ]}
          rows={fields.map((field) => ({
            name: field.name,
            values: [field.queued, field.now],
            differs: mapped !== null && differs(field),
          }))}
        />
      ) : (
        letter.queued !== null && (
          <pre className={raw}>{JSON.stringify(letter.queued, null, 2)}</pre>
        )
      )}
      {letter.links.map(({ field, flow, key }) => (
        <p key={field} className={note}>
          {field}: {t("deadLetters.detail.link", { flow: flowName(t, flow), key })}
        </p>
      ))}
      {hasContent(source.data?.record) && (
        <div className={disclosed}>
          <Disclosure isQuiet>
            <DisclosureTitle level={3}>{t("deadLetters.detail.sourceTitle")}</DisclosureTitle>
            <DisclosurePanel>
              <FieldTable
                caption={t("deadLetters.detail.sourceCaption")}
                head={[t("deadLetters.detail.column"), t("deadLetters.detail.value")]}
                rows={[...columnsOf(source.data?.record)].map(([name, value]) => ({
                  name,
                  values: [value],
                }))}
              />
            </DisclosurePanel>
          </Disclosure>
        </div>
      )}
    </section>
  );
}

function hasContent(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Whether the source has the record, as far as it could be asked. */
function SourceState({ source }: { source: ReturnType<typeof useSourceNow> }) {
  const { t } = useTranslation();
  const { data, isFetching, refetch } = source;
  if (isFetching) {
    return (
      <div className={state} role="status">
        <ProgressCircle
          isIndeterminate
          size="S"
          aria-label={t("deadLetters.detail.sourceLoading")}
        />
      </div>
    );
  }
  const found: DeadLetterSource["state"] = known(STATES, data?.state ?? null) ?? "unavailable";
  const { variant, Icon } = LOOKS[found];
  return (
    <div className={state} role="status" data-source={found}>
      <Badge variant={variant} fillStyle="subtle" size="M">
        <Icon />
        <Text>{t(`deadLetters.detail.${found}`)}</Text>
      </Badge>
      {found === "unavailable" && (
        <ActionButton size="S" onPress={() => void refetch()}>
          {t("deadLetters.detail.readAgain")}
        </ActionButton>
      )}
    </div>
  );
}
