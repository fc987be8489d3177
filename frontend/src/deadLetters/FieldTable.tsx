import { Badge } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { headCell, scroll, table } from "../theme/surfaces.ts";
import { type ComparedField, differs } from "./fields.ts";

const cell = style({
  textAlign: "start",
  fontWeight: "normal",
  verticalAlign: "top",
  paddingX: 16,
  paddingStart: { default: 16, ":first-child": 24 },
  paddingY: 8,
  minWidth: 96,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  overflowWrap: "anywhere",
});
const text = style({ font: "code-sm", color: "neutral", whiteSpace: "pre-wrap" });
const hint = style({ font: "ui-sm", color: "neutral-subdued" });
const values = style({ display: "flex", flexWrap: "wrap", alignItems: "start", gap: 8 });

/** A value as JSON writes it, a text as it is; whatever is in it, it is text. */
function Value({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return value === null || value === undefined || value === "" ? (
    <span className={hint}>{t("deadLetters.detail.empty")}</span>
  ) : (
    <code className={text}>{typeof value === "string" ? value : JSON.stringify(value)}</code>
  );
}

/** A record field by field: as it was queued and, where that is known, as it would be mapped now. */
export function ComparedFields({
  fields,
  isCompared,
}: {
  fields: ComparedField[];
  isCompared: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Framed caption={t("deadLetters.detail.caption")}>
      <thead>
        <tr>
          <Head>{t("deadLetters.detail.field")}</Head>
          <Head>{t("deadLetters.detail.queued")}</Head>
          {isCompared && <Head>{t("deadLetters.detail.mappedNow")}</Head>}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name} data-field={field.name}>
            <th scope="row" className={cell}>
              {field.name}
            </th>
            <td className={cell}>
              <Value value={field.queued} />
            </td>
            {isCompared && (
              <td className={cell}>
                <div className={values}>
                  <Value value={field.now} />
                  {differs(field) && (
                    <Badge variant="notice" fillStyle="subtle" size="S">
                      {t("deadLetters.detail.differs")}
                    </Badge>
                  )}
                </div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Framed>
  );
}

/** The source's record, column by column. */
export function Columns({ columns }: { columns: ReadonlyMap<string, unknown> }) {
  const { t } = useTranslation();
  return (
    <Framed caption={t("deadLetters.detail.sourceCaption")}>
      <thead>
        <tr>
          <Head>{t("deadLetters.detail.column")}</Head>
          <Head>{t("deadLetters.detail.value")}</Head>
        </tr>
      </thead>
      <tbody>
        {[...columns].map(([name, value]) => (
          <tr key={name} data-column={name}>
            <th scope="row" className={cell}>
              {name}
            </th>
            <td className={cell}>
              <Value value={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </Framed>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className={headCell({})}>
      {children}
    </th>
  );
}

function Framed({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
    <section className={scroll} aria-label={caption} tabIndex={0}>
      <table className={table}>
        <caption className="visually-hidden">{caption}</caption>
        {children}
      </table>
    </section>
  );
}
