import AddCircle from "@react-spectrum/s2/icons/AddCircle";
import Edit from "@react-spectrum/s2/icons/Edit";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { plainList } from "../theme/surfaces.ts";
import type { Change } from "./types.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 8 });
const entry = style({ display: "flex", alignItems: "start", gap: 8, font: "ui", color: "neutral" });
const iconBox = style({ flexShrink: 0, display: "flex", alignItems: "center", height: 20 });
const words = style({ overflowWrap: "anywhere", minWidth: 0 });
const subject = style({ fontWeight: "bold" });
const none = style({ font: "ui", color: "neutral-subdued", margin: 0 });

const ICONS = {
  added: <AddCircle styles={iconStyle({ size: "S", color: "positive" })} />,
  removed: <RemoveCircle styles={iconStyle({ size: "S", color: "negative" })} />,
  changed: <Edit styles={iconStyle({ size: "S", color: "informative" })} />,
} as const;

/** Differences in words: what is added, removed, changed. The service's words are English. */
export function ChangeList({ changes, empty }: { changes: Change[]; empty?: string }) {
  const { t } = useTranslation();
  if (changes.length === 0) {
    return <p className={none}>{empty ?? t("configuration.noChanges")}</p>;
  }
  return (
    <ul className={`${plainList} ${list}`} data-changes={changes.length}>
      {changes.map(({ document, kind, subject: what, text, pointer }) => (
        <li key={`${document} ${pointer} ${kind} ${what} ${text}`} className={entry}>
          <span className={iconBox}>{ICONS[kind]}</span>
          <span className={words}>
            <span className="visually-hidden">{t(`configuration.kind.${kind}`)}: </span>
            <span lang="en">
              <span className={subject}>{what}</span> {text}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
