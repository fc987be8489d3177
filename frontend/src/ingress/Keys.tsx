import { Picker, PickerItem, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { ColumnPicker } from "./ColumnPicker.tsx";
import { FieldGrid } from "./FieldGrid.tsx";
import { useField, useFlowForm } from "./FlowForm.ts";
import type { Head } from "./model/draft.ts";
import { kindOf } from "./model/kinds.ts";
import { sectionBody, sectionHead } from "./styles.ts";

const whole = style({ width: "full" });

/** What recognises a record on both sides; comes first because everything else hangs on it. */
export function Keys({ head }: { head: Head }) {
  const { t } = useTranslation();
  const { entity, resource, dispatch } = useFlowForm();
  const { sourceKey, targetKey } = head.mapping;
  const state = useField("/mapping/targetKey");
  const candidates = resource?.fields.filter(
    (field) => kindOf(field.type) === "text" && !field.readOnly,
  );
  return (
    <section className={sheet} aria-labelledby="keys-title">
      <div className={sectionHead}>
        <div>
          <h2 id="keys-title" className={sectionTitle}>
            {t("ingress.keys.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.keys.hint")}</p>
        </div>
      </div>
      <div className={sectionBody}>
        <FieldGrid>
          <TextField
            label={t("ingress.keys.source")}
            description={
              entity && entity.primaryId === sourceKey
                ? t("ingress.keys.detected")
                : t("ingress.keys.sourceHint")
            }
            value={sourceKey}
            isReadOnly
            styles={whole}
            {...useField("/mapping/sourceKey")}
          />
          <ColumnPicker
            label={t("ingress.keys.target")}
            description={t("ingress.keys.targetHint")}
            columns={candidates}
            name={targetKey}
            onChange={(name) => dispatch({ do: "mapping", change: { targetKey: name } })}
            state={state}
          />
          <Lookup head={head} />
        </FieldGrid>
      </div>
    </section>
  );
}

/** The published filter that finds a record in Campaign by its key. */
function Lookup({ head }: { head: Head }) {
  const { t } = useTranslation();
  const { resource, dispatch } = useFlowForm();
  const filterState = useField("/lookupFilter");
  const parameterState = useField("/lookupParameter");
  const { lookupFilter = "", lookupParameter = "" } = head;
  const common = {
    label: t("ingress.keys.lookup"),
    description: t("ingress.keys.lookupHint"),
    styles: whole,
    ...filterState,
  };
  const filters = resource?.filters ?? [];
  const chosen = filters.find(({ name }) => name === lookupFilter);
  const choices =
    chosen || lookupFilter === "" ? filters : [{ name: lookupFilter, parameters: [] }, ...filters];
  const parameters = chosen?.parameters ?? [];
  return (
    <>
      {resource ? (
        <Picker
          {...common}
          items={choices}
          selectedKey={lookupFilter === "" ? null : lookupFilter}
          placeholder={t("ingress.choose")}
          onSelectionChange={(key) => {
            const filter = filters.find(({ name }) => name === key);
            dispatch({
              do: "head",
              change: {
                lookupFilter: String(key),
                lookupParameter: filter?.parameters[0] ?? lookupParameter,
              },
            });
          }}
        >
          {({ name }) => <PickerItem id={name}>{name}</PickerItem>}
        </Picker>
      ) : (
        <TextField
          {...common}
          value={lookupFilter}
          onChange={(typed) => dispatch({ do: "head", change: { lookupFilter: typed } })}
        />
      )}
      {(parameters.length !== 1 || parameters[0] !== lookupParameter) && (
        <TextField
          label={t("ingress.keys.parameter")}
          value={lookupParameter}
          onChange={(typed) => dispatch({ do: "head", change: { lookupParameter: typed } })}
          styles={whole}
          {...parameterState}
        />
      )}
    </>
  );
}
