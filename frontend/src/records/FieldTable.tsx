import { Badge } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { headCell, plainList, scroll, table, term } from "../theme/surfaces.ts";
import { useMedia } from "../theme/useMedia.ts";

const cell = style({
  textAlign: "start",
  fontWeight: "normal",
  verticalAlign: "baseline",
  paddingX: 16,
  paddingStart: { default: 16, ":first-child": 24 },
  paddingEnd: { default: 16, ":last-child": 24 },
  paddingY: 8,
  minWidth: { default: 96, ":first-child": 160 },
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  overflowWrap: "anywhere",
});
const text = style({ font: "code-sm", color: "neutral", whiteSpace: "pre-wrap" });
const hint = style({ font: "ui-sm", color: "neutral-subdued" });
const values = style({ display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: 8 });
const card = style({
  paddingX: 16,
  paddingY: 12,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  overflowWrap: "anywhere",
});
const cardHead = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  gap: 8,
  font: "ui",
  fontWeight: "bold",
  color: "neutral",
});
const pairs = style({ display: "flex", flexDirection: "column", gap: 4, margin: 0, marginTop: 4 });
const fact = style({ margin: 0 });

/** A field and what one or more readings of its record have in it. */
export interface FieldRow {
  name: string;
  values: unknown[];
  /** Whether the readings differ in it. */
  differs?: boolean;
}

interface Props {
  caption: string;
  /** What the fields are called, then what each of the readings is. */
  head: [string, ...string[]];
  rows: FieldRow[];
}

/** A record field by field; as cards where the readings do not fit beside each other. */
export function FieldTable(props: Props) {
  const narrow = useMedia("(max-width: 640px)");
  return narrow ? <FieldCards {...props} /> : <WideTable {...props} />;
}

/** A value as JSON writes it, a text as it is; whatever is in it, it is text. */
function Value({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return value === null || value === undefined || value === "" ? (
    <span className={hint}>{t("records.empty")}</span>
  ) : (
    <code className={text}>{typeof value === "string" ? value : JSON.stringify(value)}</code>
  );
}

function Differs() {
  const { t } = useTranslation();
  return (
    <Badge variant="notice" fillStyle="subtle" size="S">
      {t("records.differs")}
    </Badge>
  );
}

function WideTable({ caption, head, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
    <section className={scroll} aria-label={caption} tabIndex={0}>
      <table className={table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col" className={headCell({})}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-field={row.name}>
              <th scope="row" className={cell}>
                {row.name}
              </th>
              {head.slice(1).map((name, index) => (
                <td key={name} className={cell}>
                  <div className={values}>
                    <Value value={row.values[index]} />
                    {row.differs && index === head.length - 2 && <Differs />}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldCards({ caption, head, rows }: Props) {
  return (
    <ul className={plainList} aria-label={caption}>
      {rows.map((row) => (
        <li key={row.name} className={card} data-field={row.name}>
          <div className={cardHead}>
            {row.name}
            {row.differs && <Differs />}
          </div>
          <dl className={pairs}>
            {head.slice(1).map((name, index) => (
              <div key={name}>
                <dt className={term}>{name}</dt>
                <dd className={fact}>
                  <Value value={row.values[index]} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
