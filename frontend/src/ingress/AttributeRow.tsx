import { ActionButton, Switch, Tooltip, TooltipTrigger } from "@react-spectrum/s2";
import ChevronUp from "@react-spectrum/s2/icons/ChevronUp";
import Delete from "@react-spectrum/s2/icons/Delete";
import Edit from "@react-spectrum/s2/icons/Edit";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { type Dispatch, memo } from "react";
import { useTranslation } from "react-i18next";
import { misfitsWithin, sentences } from "../configuration/misfitsAt.ts";
import type { Misfit } from "../configuration/types.ts";
import { COLUMNS } from "./Attributes.tsx";
import type { Action, Row } from "./model/draft.ts";
import type { Attribute, Field } from "./model/schema.ts";
import { ColumnName } from "./names.tsx";
import { RowEditor } from "./RowEditor.tsx";
import { code, hint, words, wrong } from "./styles.ts";
import { conversionText, scalarText } from "./summary.ts";

const cell = style({
  textAlign: "start",
  fontWeight: "normal",
  verticalAlign: "top",
  paddingStart: { default: 16, ":first-child": 24 },
  paddingEnd: { default: 16, ":last-child": 24 },
  paddingY: 12,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: { default: 1, isContinued: 0 },
  borderColor: "gray-200",
  backgroundColor: { isOpen: "layer-1" },
});
const actions = style({ display: "flex", gap: 4, justifyContent: "end" });

/** What feeds the field: an attribute, a constant, or an expression. */
function Feed({ row, attribute }: { row: Row; attribute: Attribute | undefined }) {
  const { t } = useTranslation();
  if (row.feed === "source") {
    return <ColumnName name={row.source} column={attribute} />;
  }
  return (
    <>
      <p className={words}>
        <code className={code}>
          {row.feed === "constant" ? scalarText(row.constant) : row.expression || "…"}
        </code>
      </p>
      <p className={hint}>{t(`ingress.feed.${row.feed}`)}</p>
    </>
  );
}

/** One attribute mapping, to be read; below it its editor while it is open. */
export const AttributeRow = memo(
  ({
    row,
    place,
    attribute,
    field,
    errors,
    isOpen,
    dispatch,
  }: {
    row: Row;
    /** The row's pointer in the document. */
    place: string;
    attribute: Attribute | undefined;
    field: Field | undefined;
    errors: Misfit[];
    isOpen: boolean;
    dispatch: Dispatch<Action>;
  }) => {
    const { t } = useTranslation();
    const name = row.target || t("ingress.attributes.unnamed");
    const own = misfitsWithin(errors, place);
    const editorId = `row-${row.key}`;
    return (
      <tbody data-pointer={place} data-target={row.target}>
        <tr>
          <td className={cell({ isOpen })}>
            <Feed row={row} attribute={attribute} />
          </td>
          <td className={cell({ isOpen })}>
            <p className={words}>{conversionText(t, row)}</p>
            {row.empty !== null && row.feed !== "constant" && (
              <p className={hint}>{t("ingress.summary.empty", { value: scalarText(row.empty) })}</p>
            )}
          </td>
          <th scope="row" className={cell({ isOpen })}>
            <ColumnName name={row.target} column={field} />
            {!isOpen && own.length > 0 && <div className={wrong}>{sentences(own)}</div>}
          </th>
          <td className={cell({ isOpen })}>
            <Switch
              aria-label={t("ingress.attributes.updatesNamed", { name })}
              isSelected={row.applyUpdates}
              onChange={(applyUpdates) =>
                dispatch({ do: "row", key: row.key, change: { applyUpdates } })
              }
            />
          </td>
          <td className={cell({ isOpen })}>
            <div className={actions}>
              <TooltipTrigger>
                <ActionButton
                  isQuiet
                  aria-label={t(isOpen ? "ingress.attributes.close" : "ingress.attributes.edit", {
                    name,
                  })}
                  aria-expanded={isOpen}
                  aria-controls={editorId}
                  onPress={() => dispatch({ do: "open", key: isOpen ? null : row.key })}
                >
                  {isOpen ? <ChevronUp /> : <Edit />}
                </ActionButton>
                <Tooltip>{t(isOpen ? "ingress.attributes.done" : "ingress.edit")}</Tooltip>
              </TooltipTrigger>
              <TooltipTrigger>
                <ActionButton
                  isQuiet
                  aria-label={t("ingress.attributes.removeNamed", { name })}
                  onPress={() => dispatch({ do: "removeRow", key: row.key })}
                >
                  <Delete />
                </ActionButton>
                <Tooltip>{t("ingress.remove")}</Tooltip>
              </TooltipTrigger>
            </div>
          </td>
        </tr>
        {isOpen && (
          <tr id={editorId}>
            <td colSpan={COLUMNS} className={cell({ isOpen, isContinued: true })}>
              <RowEditor row={row} place={place} attribute={attribute} field={field} />
            </td>
          </tr>
        )}
      </tbody>
    );
  },
);
