import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type Kind, kindOf } from "./model/kinds.ts";
import type { Attribute, Field } from "./model/schema.ts";
import { hint, words } from "./styles.ts";

type Column = Pick<Attribute, "name" | "label" | "type" | "maxLength" | "targets"> &
  Pick<Field, "target" | "readOnly">;

/** What a column holds, in words: "Text, up to 50". */
export function typeText(t: TFunction, column: Partial<Column>): string {
  const kind: Kind = kindOf(column.type);
  const name = kind === "other" ? (column.type ?? "") : t(`ingress.kind.${kind}`);
  const targets = column.targets ?? (column.target ? [column.target] : []);
  const pointing = kind === "lookup" && targets.length > 0;
  const more = [
    column.maxLength ? t("ingress.upTo", { length: column.maxLength }) : "",
    column.readOnly ? t("ingress.readOnly") : "",
  ];
  return [pointing ? `${name} → ${targets.join(", ")}` : name, ...more].filter(Boolean).join(" · ");
}

/** A column as one text, which can be searched by its label and by its name. */
export function columnText({ label, name }: { label?: string; name: string }): string {
  return label && label !== name ? `${label} (${name})` : name;
}

/** A column: its label, its logical name and its type; only the name where nothing is known of it. */
export function ColumnName({ name, column }: { name: string; column: Column | undefined }) {
  const { t } = useTranslation();
  if (name === "") {
    return <span className={hint}>{t("ingress.notChosen")}</span>;
  }
  return (
    <>
      <p className={words}>{column?.label || name}</p>
      <p className={hint}>
        <code>{name}</code>
        {column && ` · ${typeText(t, column)}`}
      </p>
    </>
  );
}
