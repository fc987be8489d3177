import { ActionButton, Picker, PickerItem, Text } from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import Delete from "@react-spectrum/s2/icons/Delete";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin, sentences } from "../configuration/misfitsAt.ts";
import { plainList } from "../theme/surfaces.ts";
import { fieldColumn, readColumn } from "./columns.ts";
import { FieldGrid, FieldLine } from "./FieldGrid.tsx";
import { useField, useFlowForm } from "./FlowForm.ts";
import { type DraftValueTable, type Entry, repeated } from "./model/conversions.ts";
import { UNLISTED, type Unlisted } from "./model/flow.ts";
import { pointerPart } from "./model/misfits.ts";
import type { Attribute, Field } from "./model/schema.ts";
import { ScalarField } from "./ScalarField.tsx";
import { hint, line, strong } from "./styles.ts";

/** Beside the fields, below their labels. */
const remove = style({ marginTop: 24 });
const stack = style({ display: "flex", flexDirection: "column", gap: 12 });

/** Replaces A by B, line by line, with the options' names to choose from; and the rest. */
export function ValueTableFields({
  table,
  place,
  attribute,
  field,
  onChange,
}: {
  table: DraftValueTable;
  /** The conversion's place in the flow. */
  place: string;
  attribute: Attribute | undefined;
  field: Field | undefined;
  onChange: (table: DraftValueTable) => void;
}) {
  const { t } = useTranslation();
  const { errors, pointer, picklists } = useFlowForm();
  const from = readColumn(attribute, picklists);
  const to = fieldColumn(field);
  const { entries } = table;
  const twice = repeated(entries);
  const put = (next: Entry[]) => onChange({ ...table, entries: next });
  const set = (at: number, change: Partial<Entry>) =>
    put(entries.map((one, index) => (index === at ? { ...one, ...change } : one)));
  const missing = (from?.choices ?? []).filter(({ id }) => !entries.some((one) => one.from === id));
  return (
    <div className={stack} data-pointer={`${pointer}${place}/values`}>
      <p className={strong}>{t("ingress.valueTable.title")}</p>
      {entries.length === 0 && <p className={hint}>{t("ingress.valueTable.none")}</p>}
      <ul className={`${plainList} ${stack}`}>
        {entries.map((one, index) => {
          const here = misfitsWithin(errors, `${pointer}${place}/values/${pointerPart(one.from)}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place and what is typed
            <li key={index}>
              <FieldLine kind="value">
                <ScalarField
                  label={t("ingress.valueTable.from", { line: index + 1 })}
                  column={from}
                  value={one.from}
                  asText
                  onChange={(value) => set(index, { from: String(value ?? "") })}
                  state={
                    twice.has(index)
                      ? { isInvalid: true, errorMessage: t("ingress.valueTable.twice") }
                      : {}
                  }
                />
                <ScalarField
                  label={t("ingress.valueTable.to", { line: index + 1 })}
                  column={to}
                  value={one.to}
                  asText
                  onChange={(value) => set(index, { to: String(value ?? "") })}
                  state={here.length > 0 ? { isInvalid: true, errorMessage: sentences(here) } : {}}
                />
                <ActionButton
                  isQuiet
                  styles={remove}
                  aria-label={t("ingress.valueTable.remove", { line: index + 1 })}
                  onPress={() => put(entries.filter((_, at) => at !== index))}
                >
                  <Delete />
                </ActionButton>
              </FieldLine>
            </li>
          );
        })}
      </ul>
      <div className={line}>
        <ActionButton onPress={() => put([...entries, { from: "", to: "" }])}>
          <Add />
          <Text>{t("ingress.valueTable.add")}</Text>
        </ActionButton>
        {missing.length > 0 && (
          <ActionButton
            isQuiet
            onPress={() => put([...entries, ...missing.map(({ id }) => ({ from: id, to: "" }))])}
          >
            {t("ingress.valueTable.addMissing", { count: missing.length })}
          </ActionButton>
        )}
      </div>
      <Rest table={table} place={place} field={field} onChange={onChange} />
    </div>
  );
}

/** What becomes of a value that no line lists. */
function Rest({
  table,
  place,
  field,
  onChange,
}: {
  table: DraftValueTable;
  place: string;
  field: Field | undefined;
  onChange: (table: DraftValueTable) => void;
}) {
  const { t } = useTranslation();
  const unlisted = table.unlisted ?? "otherwise";
  const otherwise = useField(`${place}/otherwise`);
  return (
    <FieldGrid>
      <Picker
        label={t("ingress.valueTable.unlisted")}
        styles={style({ width: "full" })}
        selectedKey={unlisted}
        onSelectionChange={(key) => onChange({ ...table, unlisted: key as Unlisted })}
        {...useField(`${place}/unlisted`)}
      >
        {UNLISTED.map((one) => (
          <PickerItem key={one} id={one}>
            {t(`ingress.unlisted.${one}`)}
          </PickerItem>
        ))}
      </Picker>
      {unlisted === "otherwise" && (
        <ScalarField
          label={t("ingress.valueTable.otherwise")}
          column={fieldColumn(field)}
          value={table.otherwise ?? null}
          asText
          isOptional
          onChange={(value) =>
            onChange({ ...table, otherwise: value === null ? null : String(value) })
          }
          state={otherwise}
        />
      )}
    </FieldGrid>
  );
}
