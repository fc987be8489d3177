import { ActionButton, Switch, Text } from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { headCell, scroll, sectionHint, sectionTitle, sheet, table } from "../theme/surfaces.ts";
import { AttributeRow } from "./AttributeRow.tsx";
import { attributeOf, fieldOf, useFlowForm } from "./FlowForm.ts";
import { type Draft, rowPointer } from "./model/draft.ts";
import { hint, line, sectionBody, sectionHead } from "./styles.ts";

/** The columns that an attribute row and its editor span. */
export const COLUMNS = 5;

/** Which attribute feeds which field. One row at a time is open for editing. */
export function Attributes({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { pointer, errors, entity, resource, dispatch } = useFlowForm();
  const { rows } = draft;
  const updated = rows.filter((row) => row.applyUpdates).length;
  return (
    <section
      className={sheet}
      aria-labelledby="attributes-title"
      data-pointer={`${pointer}/mapping/attributes`}
    >
      <div className={sectionHead}>
        <div>
          <h2 id="attributes-title" className={sectionTitle}>
            {t("ingress.attributes.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.attributes.hint")}</p>
        </div>
        <div className={line}>
          <Switch
            isSelected={rows.length > 0 && updated === rows.length}
            isDisabled={rows.length === 0}
            onChange={(applyUpdates) => dispatch({ do: "applyUpdates", applyUpdates })}
          >
            {t("ingress.attributes.updatesAll")}
          </Switch>
          <ActionButton onPress={() => dispatch({ do: "addRow" })}>
            <Add />
            <Text>{t("ingress.attributes.add")}</Text>
          </ActionButton>
        </div>
      </div>
      {rows.length === 0 ? (
        <div className={sectionBody}>
          <p className={hint}>{t("ingress.attributes.none")}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
        <section className={scroll} aria-label={t("ingress.attributes.caption")} tabIndex={0}>
          <table className={table}>
            <caption className="visually-hidden">
              {t("ingress.attributes.counted", {
                count: rows.length,
                formatted: count(rows.length),
              })}
            </caption>
            <thead>
              <tr>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.source")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.conversion")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.target")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.updates")}
                </th>
                <th scope="col" className={headCell({})}>
                  <span className="visually-hidden">{t("ingress.actions")}</span>
                </th>
              </tr>
            </thead>
            {rows.map((row, index) => (
              <AttributeRow
                key={row.key}
                row={row}
                place={`${pointer}${rowPointer(index)}`}
                attribute={attributeOf(entity, row.source)}
                field={fieldOf(resource, row.target)}
                errors={errors}
                isOpen={draft.open === row.key}
                dispatch={dispatch}
              />
            ))}
          </table>
        </section>
      )}
    </section>
  );
}
